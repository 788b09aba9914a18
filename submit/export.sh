#!/usr/bin/env bash
# Writes a model as one file that programs without Spark read:
#   submit/export.sh [SPARK OPTIONS --] --model PATH --output FILE [--overwrite]
# --help says more.
# shellcheck source=submit/launch.sh
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/launch.sh"
linfnet_submit org.linfnet.job.ExportJob "$@"
