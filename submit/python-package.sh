#!/usr/bin/env bash
# Builds the Python package with the jar inside: a wheel and a source distribution under
# target/python/dist. The jar is the one that mvn package has built.
set -euo pipefail
# shellcheck source=submit/launch.sh
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/launch.sh"
# shellcheck source=src/test/python/environment.sh
source "$linfnet_home/src/test/python/environment.sh"
jar=$(linfnet_jar) || exit 2
linfnet_find_python || linfnet_fail "there is no Python 3.10 or newer with venv: install one"
linfnet_environment

sources=$linfnet_home/target/python/sources
dist=$linfnet_home/target/python/dist
rm -rf "$sources" "$dist"
mkdir -p "$(dirname "$sources")"
cp -r "$linfnet_home/src/main/python" "$sources"
find "$sources" -name __pycache__ -prune -exec rm -rf {} +
cp "$linfnet_home/LICENSE" "$sources"
install -D -m 644 "$jar" "$sources/linfnet/jars/linfnet.jar"
"$linfnet_python" -m build --no-isolation --outdir "$dist" "$sources" > "$sources/build.log" 2>&1 \
  || { cat "$sources/build.log" >&2; exit 1; }
ls "$dist"/*
