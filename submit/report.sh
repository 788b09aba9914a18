#!/usr/bin/env bash
# Draws pictures out of result tables:
#   submit/report.sh [SPARK OPTIONS --] --results DIR [--model PATH]
# --help says more.
# shellcheck source=submit/launch.sh
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/launch.sh"
linfnet_submit org.linfnet.job.ReportJob "$@"
