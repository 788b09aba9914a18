#!/usr/bin/env bash
# Puts runs that submit/reproduce.sh left beside each other, in one table and in pictures:
#   submit/compare-runs.sh [SPARK OPTIONS --] --runs DIR [--recipes DIR] --output DIR [--overwrite]
# --help says more.
# shellcheck source=submit/launch.sh
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/launch.sh"
linfnet_submit org.linfnet.job.CompareRunsJob "$@"
