#!/usr/bin/env bash
# Fits an ordinary network, MLlib's multilayer perceptron, and attacks it as evaluate.sh attacks ours:
#   submit/natural.sh [SPARK OPTIONS --] --train PATH --data PATH --output DIR --epsilon E[,E...] [...]
# --help says more.
# shellcheck source=submit/launch.sh
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/launch.sh"
linfnet_submit org.linfnet.job.NaturalJob "$@"
