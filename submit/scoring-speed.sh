#!/usr/bin/env bash
# Measures, on one thread, how fast a model's transform scores rows, beside the bare forward pass:
#   submit/scoring-speed.sh [--rows N] [--width N]
# shellcheck source=submit/launch.sh
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/launch.sh"
linfnet_submit org.linfnet.bench.ScoringSpeedJob --master 'local[1]' -- "$@"
