#!/usr/bin/env bash
# Draws functions of one and of two variables and the distance nets that approximate them:
#   submit/approximation.sh --output FILE
# shellcheck source=submit/launch.sh
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/launch.sh"
linfnet_submit org.linfnet.bench.ApproximationJob --master 'local[1]' -- "$@"
