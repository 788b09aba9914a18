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
home=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")

fail() {
  echo "linfnet: $*" >&2
  exit 2
}

usage() {
  sed -n '2,/^set -e/{s/^# \{0,1\}//;/^set -e/d;p}' "${BASH_SOURCE[0]}"
}

recipe=
seed=1
from=()
out=$home/out/reproduce
spark=()
bounds=()
while [[ $# -gt 0 ]]; do
  case $1 in
    --help)
      usage
      exit 0
      ;;
    --seed | --from | --output | --bounds | --master)
      [[ $# -ge 2 ]] || fail "$1 wants a value (see --help)"
      case $1 in
        --seed) seed=$2 ;;
        --from) from=(--from "$2") ;;
        --output) out=$2 ;;
        --bounds) bounds=(--bounds "$2") ;;
        --master) spark=(--master "$2" --) ;;
      esac
      shift 2
      ;;
    -*) fail "there is no option $1 (see --help)" ;;
    *)
      [[ -z $recipe ]] || fail "$1: one recipe at a time, and $recipe is named already"
      recipe=$1
      shift
      ;;
  esac
done
recipes=$(cd "$home/conf/recipes" && echo *.conf | sed 's/\.conf//g')
[[ -n $recipe ]] || fail "name a recipe: $recipes (see --help)"
file=$home/conf/recipes/$recipe.conf
[[ -f $file ]] || fail "there is no recipe $recipe: there are $recipes"
[[ $seed =~ ^-?[0-9]+$ ]] || fail "--seed wants a whole number, not $seed"
dataset=$(sed -n 's/^data-set *= *"\{0,1\}\([a-z0-9-]*\)"\{0,1\}.*/\1/p' "$file")
[[ -n $dataset ]] || fail "$recipe is for no data set: $file names none (data-set = mnist)"

data=$out/data/$dataset
run=$recipe-seed-$seed
epsilon=$(sed -n "s|^epsilon *= *\([0-9./]*\).*|\1|p" "$file")
[[ -n $epsilon ]] || fail "$file names no epsilon"

if [[ ! -d $data ]]; then
  "$home/data-prep/prepare.sh" "$dataset" "${from[@]}" --output "$data"
fi
if [[ ! -d $out/models/$run ]]; then
  "$home/submit/train.sh" "${spark[@]}" --recipe "$file" --set "seed=$seed" --train "$data/train" \
    --model "$out/models/$run" --checkpoint "$out/checkpoints/$run" --resume
  rm -rf "$out/checkpoints/$run"
fi
"$home/submit/evaluate.sh" "${spark[@]}" --model "$out/models/$run" --data "$data/test" \
  --output "$out/results/$run" --epsilon "$epsilon" --attack strong "${bounds[@]}" --overwrite
"$home/submit/report.sh" --results "$out/results/$run" --model "$out/models/$run"

mkdir -p "$out/runs/$run"
cp "$out/models/$run"/{recipe.conf,history.csv} "$out/results/$run"/{summary.csv,curve.csv} \
  "$out/runs/$run"
sed '/"\(model\|data\)"/d' "$out/results/$run/evaluation.json" > "$out/runs/$run/evaluation.json"
"$home/submit/compare-runs.sh" --runs "$out/runs" --recipes "$home/conf/recipes" --output "$out/overview" --overwrite
