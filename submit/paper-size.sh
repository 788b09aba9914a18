#!/usr/bin/env bash
# Trains the paper's network, 36.8 million weights, for four steps on a standalone cluster of two
# executors on this machine: driver 4 GiB of heap, executors 3 GiB each. All of it goes under
# out/paper-size.
set -e
# shellcheck source=submit/launch.sh
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/launch.sh"
out=$linfnet_home/out/paper-size

"$linfnet_home/data-prep/prepare.sh" strokes --output "$out/data" --examples 64 --overwrite
master=$("$linfnet_home/submit/cluster.sh" start \
  --workers 2 --cores 1 --memory 3g --directory "$out/cluster")
trap '"$linfnet_home/submit/cluster.sh" stop --directory "$out/cluster"' EXIT
"$linfnet_home/submit/train.sh" --master "$master" --driver-memory 4g --executor-memory 3g -- \
  --recipe "$linfnet_home/conf/recipes/paper-size.conf" \
  --train "$out/data/train" --model "$out/model" --overwrite
