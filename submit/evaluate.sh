#!/usr/bin/env bash
# Evaluates a network and writes its result tables:
#   submit/evaluate.sh [SPARK OPTIONS --] --model PATH --data PATH --output DIR --epsilon E[,E...] [...]
# --help says more.
# shellcheck source=submit/launch.sh
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/launch.sh"
linfnet_submit org.linfnet.job.EvaluateJob "$@"
