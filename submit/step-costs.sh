#!/usr/bin/env bash
# Measures what a training step costs beyond the kernels, and what steps leave behind:
#   submit/step-costs.sh [SPARK OPTIONS --] [--recipe FILE] [--width N] [--shards N] [...]
# --help says more.
# shellcheck source=submit/launch.sh
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/launch.sh"
linfnet_submit org.linfnet.bench.StepCostJob "$@"
