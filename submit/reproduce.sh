#!/usr/bin/env bash
# Trains and measures a recipe of conf/recipes from nothing to its row of docs/results.md:
#   submit/reproduce.sh RECIPE [--seed S] [--from DIR] [--output DIR] [--bounds NAME]
#     [--master URL]
# RECIPE is such as mnist-small. The data set that it names is downloaded, drawn, or read from the
# published files in DIR. --bounds says what certifies (submit/evaluate.sh --help). All of it goes
# under out/reproduce unless --output names another place; what docs/results/archive keeps of a run
# goes to runs/RECIPE-seed-S in there. A run that was interrupted goes on where it stood when the
# same command is given again.
set -e
# shellcheck source=submit/launch.sh
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/launch.sh"

usage() {
  sed -n '2,/^set -e/{s/^# \{0,1\}//;/^set -e/d;p}' "${BASH_SOURCE[0]}"
}

recipe=
seed=1
from=()
out=$linfnet_home/out/reproduce
spark=()
bounds=()
while [[ $# -gt 0 ]]; do
  case $1 in
    --help)
      usage
      exit 0
      ;;
    --seed | --from | --output | --bounds | --master)
      [[ -n ${2:-} ]] || linfnet_fail "$1 wants a value (see --help)"
      case $1 in
        --seed) seed=$2 ;;
        --from) from=(--from "$2") ;;
        --output) out=$2 ;;
        --bounds) bounds=(--bounds "$2") ;;
        --master) spark=(--master "$2" --) ;;
      esac
      shift 2
      ;;
    -*) linfnet_fail "there is no option $1 (see --help)" ;;
    *)
      [[ -z $recipe ]] || linfnet_fail "$1: one recipe at a time, and $recipe is named already"
      recipe=$1
      shift
      ;;
  esac
done
recipes=$(cd "$linfnet_home/conf/recipes" && echo *.conf | sed 's/\.conf//g')
[[ -n $recipe ]] || linfnet_fail "name a recipe: $recipes (see --help)"
file=$linfnet_home/conf/recipes/$recipe.conf
[[ -f $file ]] || linfnet_fail "there is no recipe $recipe: there are $recipes"
[[ $seed =~ ^-?[0-9]+$ ]] || linfnet_fail "--seed wants a whole number, not $seed"
dataset=$(sed -n 's/^data-set *= *"\{0,1\}\([a-z0-9-]*\)"\{0,1\}.*/\1/p' "$file")
[[ -n $dataset ]] || linfnet_fail "$recipe is for no data set: $file names none (data-set = mnist)"

data=$out/data/$dataset
run=$recipe-seed-$seed
epsilon=$(sed -n "s|^epsilon *= *\([0-9./]*\).*|\1|p" "$file")
[[ -n $epsilon ]] || linfnet_fail "$file names no epsilon"

if [[ ! -d $data ]]; then
  "$linfnet_home/data-prep/prepare.sh" "$dataset" "${from[@]}" --output "$data"
fi
if [[ ! -d $out/models/$run ]]; then
  "$linfnet_home/submit/train.sh" "${spark[@]}" --recipe "$file" --set "seed=$seed" \
    --train "$data/train" --model "$out/models/$run" --checkpoint "$out/checkpoints/$run" --resume
  rm -rf "$out/checkpoints/$run"
fi
"$linfnet_home/submit/evaluate.sh" "${spark[@]}" --model "$out/models/$run" --data "$data/test" \
  --output "$out/results/$run" --epsilon "$epsilon" --attack strong "${bounds[@]}" --overwrite
"$linfnet_home/submit/report.sh" --results "$out/results/$run" --model "$out/models/$run"

mkdir -p "$out/runs/$run"
cp "$out/models/$run"/{recipe.conf,history.csv} "$out/results/$run"/{summary.csv,curve.csv} \
  "$out/runs/$run"
sed '/"\(model\|data\)"/d' "$out/results/$run/evaluation.json" > "$out/runs/$run/evaluation.json"
"$linfnet_home/submit/compare-runs.sh" --runs "$out/runs" \
  --recipes "$linfnet_home/conf/recipes" --output "$out/overview" --overwrite
