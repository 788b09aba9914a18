#!/usr/bin/env bash
# Compares linfnet with Spark's own classifiers on drawn tabular data, clean and under attack:
#   submit/compare.sh [SPARK OPTIONS --] [--rows N] [--features N] [--classes K] [...]
# --help says more.
# shellcheck source=submit/launch.sh
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/launch.sh"
linfnet_submit org.linfnet.bench.CompareJob "$@"
