#!/usr/bin/env bash
# Checks and tests the Python package with the jar that the build has made; mvn verify runs it.
# Where there is no Python 3.10 or newer it says so and leaves the tests out.
# Arguments go to pytest. The results are in target/python/tests.xml.
set -euo pipefail
# shellcheck source=src/test/python/environment.sh
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
# shellcheck source=submit/launch.sh
source "$linfnet_home/submit/launch.sh"
sources=$linfnet_home/src/main/python
tests=$linfnet_home/src/test/python
results=$linfnet_home/target/python/tests.xml
settings=$sources/pyproject.toml

rm -f "$results"
if ! linfnet_find_python; then
  echo "linfnet: there is no Python 3.10 or newer with venv: the Python tests are left out"
  exit 0
fi
linfnet_environment

LINFNET_JAR=$(linfnet_jar)
export LINFNET_JAR PYTHONPATH=$sources PYTHONDONTWRITEBYTECODE=1
unset SPARK_HOME SPARK_CONF_DIR SPARK_REMOTE PYSPARK_SUBMIT_ARGS
cd "$linfnet_home/target/python"
"$linfnet_python" -m ruff check --config "$settings" --quiet "$sources" "$tests"
"$linfnet_python" -m ruff format --config "$settings" --quiet --check "$sources" "$tests"
MYPYPATH=$sources "$linfnet_python" -m mypy --config-file "$settings" --no-error-summary \
  --package linfnet --package org.linfnet.ml
"$linfnet_python" -m pytest --config-file "$settings" --rootdir "$tests" --quiet \
  --junit-xml "$results" "$tests" "$@"
