#!/usr/bin/env bash
# The kernels against a C ceiling and PyTorch, one thread each, in one table.
#
#   submit/bench.sh [--quick] [--output DIR]
#
# Without --quick: every kernel, SIMD and, where blocks are small, scalar, at the shapes of training; half an hour.
# With it: the shapes and exponents that say most, SIMD only; a few minutes. The C ceiling runs where gcc is, PyTorch
# where python3 has it.
# shellcheck source=submit/launch.sh
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/launch.sh"
set -euo pipefail

quick=false
output=target/bench
while [ $# -gt 0 ]; do
  case "$1" in
    --quick) quick=true; shift ;;
    --output)
      [[ -n ${2:-} ]] || linfnet_fail "--output wants a directory"
      output=$(readlink -m "$2"); shift 2 ;;
    *) linfnet_fail "there is no option $1: there are --quick and --output DIR" ;;
  esac
done
python=$(for p in python3 /usr/bin/python3; do
  command -v "$p" >/dev/null && "$p" -c 'import torch' 2>/dev/null && { echo "$p"; break; }
done; true)
linfnet_check_folder
cd "$linfnet_home"
command -v python3 >/dev/null \
  || linfnet_fail "the table is made by python3, which is not here: install it"

mvn -B -q -DskipTests package
jar=$(linfnet_jar)
mkdir -p "$output"
rm -f "$output"/*.txt "$output"/jmh*.json

if $quick; then
  exponents=(6 16 100)
  blocks=(64x256x784 128x1024x1024)
else
  exponents=(6 8 16 32 64 100)
  blocks=(32x256x784 64x256x784 128x256x784 256x256x784 128x256x256 128x10x256 128x1024x1024 512x4096x4096)
fi

run_jmh() { # blocks exponents kernels file
  java -cp "$jar:target/bench-jars/*" org.openjdk.jmh.Main KernelBenchmark \
    -p block="$1" -p p="$2" -p kernels="$3" -prof gc -rf json -rff "$4" -v SILENT \
    2> >(grep -v 'incubator modules' >&2)
}

if command -v gcc >/dev/null; then
  gcc -O3 -march=native -ffast-math src/bench/c/ceiling.c -o "$output/ceiling" -lm
fi
parts=()
for block in "${blocks[@]}"; do
  IFS=x read -r batch outputs inputs <<<"$block"
  echo "bench.sh: $block" >&2
  if [ -x "$output/ceiling" ]; then
    "$output/ceiling" "$batch" "$outputs" "$inputs" 1 "${exponents[@]}" >"$output/ceiling-$block.txt"
  fi
  all=$(IFS=,; echo "${exponents[*]},Infinity")
  run_jmh "$block" "$all" simd "$output/jmh-$block-simd.json"
  parts+=("$output/jmh-$block-simd.json")
  if ! $quick && [ $((batch * outputs * inputs)) -le 15000000 ]; then
    run_jmh "$block" "$all" scalar "$output/jmh-$block-scalar.json"
    parts+=("$output/jmh-$block-scalar.json")
  fi
  if [ -n "$python" ] && [ $((batch * outputs * inputs)) -le 150000000 ]; then
    "$python" src/bench/python/peer.py "$batch" "$outputs" "$inputs" "${exponents[@]}" >"$output/torch-$block.txt"
  fi
done
python3 - "$output/jmh.json" "${parts[@]}" <<'PY'
import json, sys
json.dump([run for part in sys.argv[2:] for run in json.load(open(part))], open(sys.argv[1], "w"))
PY
python3 src/bench/python/table.py "$output" | tee "$output/table.txt"
