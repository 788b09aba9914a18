#!/usr/bin/env bash
# Writes a data set as Parquet tables:
#   data-prep/prepare.sh DATASET --output DIR [--from DIR] [--examples N] [--seed S] [--overwrite]
# --help says more. Options of spark-submit go first, then --.
# shellcheck source=submit/launch.sh
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../submit/launch.sh"
linfnet_submit org.linfnet.job.PrepareJob "$@"
