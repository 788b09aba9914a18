#!/usr/bin/env bash
# Trains a network:
#   submit/train.sh [SPARK OPTIONS --] --recipe FILE --train PATH --model PATH [...]
# --help says more.
# shellcheck source=submit/launch.sh
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/launch.sh"
linfnet_submit org.linfnet.job.TrainJob "$@"
