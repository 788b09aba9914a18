#!/usr/bin/env bash
# Builds what is not built, draws the strokes data, trains, evaluates and reports; all of it goes
# under out/quickstart.
set -e
# shellcheck source=submit/launch.sh
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/launch.sh"
linfnet_check_folder
out=$linfnet_home/out/quickstart

if [[ ! -d $linfnet_home/target/spark/jars ]]; then
  echo "building (the first time, Maven downloads Spark)"
  (cd "$linfnet_home" && mvn -B -q package -DskipTests)
fi

"$linfnet_home/data-prep/prepare.sh" strokes --output "$out/data" --overwrite
"$linfnet_home/submit/train.sh" --recipe "$linfnet_home/conf/recipes/strokes.conf" \
  --train "$out/data/train" --validation "$out/data/test" --model "$out/model" --overwrite
"$linfnet_home/submit/evaluate.sh" --model "$out/model" --data "$out/data/test" \
  --output "$out/results" --epsilon 0.1,0.2 --attack pgd --overwrite
"$linfnet_home/submit/report.sh" --results "$out/results" --model "$out/model"

echo
echo "The table is in out/quickstart/results/summary.csv, the pictures are in"
echo "$out/results/report/report.html"
