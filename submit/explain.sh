#!/usr/bin/env bash
# Explains the prediction for one row of a table:
#   submit/explain.sh [SPARK OPTIONS --] --model PATH --data PATH --id N --output DIR [...]
# --help says more.
# shellcheck source=submit/launch.sh
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/launch.sh"
linfnet_submit org.linfnet.job.ExplainJob "$@"
