#!/usr/bin/env bash
# Measures what a training step costs beyond the kernels, and what steps leave behind:
#   submit/step-costs.sh [SPARK OPTIONS --] [--width N] [--shards N] [--warm-up N] [--steps N]
# --help says more.
# shellcheck source=submit/launch.sh
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/launch.sh"
linfnet_submit org.linfnet.bench.StepCostJob "$@"
