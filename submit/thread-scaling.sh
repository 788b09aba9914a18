#!/usr/bin/env bash
# Times the gradient of one batch by one thread, by several threads, and by several shards:
#   submit/thread-scaling.sh [SPARK OPTIONS --] [--width N] [--batch N] [--threads N] [--steps N]
# --help says more.
# shellcheck source=submit/launch.sh
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/launch.sh"
linfnet_submit org.linfnet.bench.ThreadScalingJob "$@"
