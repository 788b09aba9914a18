#!/usr/bin/env bash
# Checks and tests the Python package; mvn verify runs it. The package is built with the jar that the
# build has made, and installed into an empty virtual environment. Where there is no Python 3.10 or
# newer this says so and leaves the tests out. Arguments go to pytest; the results are in tests.xml
# and connect-tests.xml under target/python. With --params alone it writes the Params of the Java
# classes into the package instead.
set -euo pipefail
# shellcheck source=submit/launch.sh
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../../../submit/launch.sh"
# shellcheck source=src/test/python/environment.sh
source "$linfnet_home/src/test/python/environment.sh"
sources=$linfnet_home/src/main/python
tests=$linfnet_home/src/test/python
work=$linfnet_home/target/python
settings=$sources/pyproject.toml

# Makes the empty environment, which sees the packages of the other one, and installs the wheel.
install_package() {
  local installed=$work/installed wheel=("$work"/dist/*.whl)
  rm -rf "$installed"
  "$linfnet_base" -m venv --without-pip "$installed"
  "$linfnet_python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))' \
    > "$(echo "$installed"/lib/python*/site-packages)/venv.pth"
  "$linfnet_python" -m pip --python "$installed/bin/python" install --quiet --no-index \
    --disable-pip-version-check "${wheel[0]}[spark]"
  linfnet_installed=$installed/bin/python
}

rm -f "$work"/{tests,connect-tests}.xml
if ! linfnet_find_python; then
  echo "linfnet: there is no Python 3.10 or newer with venv: the Python tests are left out"
  exit 0
fi
linfnet_environment
linfnet_find_java
export PYTHONDONTWRITEBYTECODE=1
unset SPARK_HOME SPARK_CONF_DIR SPARK_REMOTE PYSPARK_SUBMIT_ARGS LINFNET_JAR PYTHONPATH
cd "$work"

if [[ ${1:-} == --params ]]; then
  LINFNET_JAR=$(linfnet_jar)
  export LINFNET_JAR PYTHONPATH=$sources
  exec "$linfnet_python" "$tests/write_params.py"
fi
code=("$sources" "$tests" "$linfnet_home/docs/tours")
"$linfnet_python" -m ruff check --config "$settings" --quiet "${code[@]}"
"$linfnet_python" -m ruff format --config "$settings" --quiet --check "${code[@]}"
MYPYPATH=$sources "$linfnet_python" -m mypy --config-file "$settings" --no-error-summary \
  --package linfnet --package org.linfnet.ml
"$linfnet_home/submit/python-package.sh" > package.log
install_package
"$linfnet_installed" -m pytest --config-file "$settings" --rootdir "$tests" --quiet \
  --junit-xml tests.xml "$tests" "$@"
