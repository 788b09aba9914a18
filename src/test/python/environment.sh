# shellcheck shell=bash
# Sourced by what needs Python: linfnet_environment makes the virtual environment target/python/venv
# out of requirements.txt, once for each text of it, and sets linfnet_python to its interpreter.

linfnet_home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)

# Sets linfnet_base to the first Python that is new enough, or fails.
linfnet_find_python() {
  local candidate
  for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11 python3.10; do
    if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' \
      > /dev/null 2>&1; then
      linfnet_base=$candidate
      return 0
    fi
  done
  return 1
}

linfnet_environment() {
  local here=$linfnet_home/src/test/python venv=$linfnet_home/target/python/venv
  linfnet_python=$venv/bin/python
  if cmp -s "$here/requirements.txt" "$venv/requirements.txt"; then
    return
  fi
  rm -rf "$venv"
  "$linfnet_base" -m venv "$venv"
  local -a install=("$linfnet_python" -m pip install --quiet --disable-pip-version-check --no-compile)
  "${install[@]}" "setuptools==82.0.1"
  DIST_EXTRA_CONFIG=$here/setup.cfg "${install[@]}" --no-build-isolation \
    --requirement "$here/requirements.txt"
  cp "$here/requirements.txt" "$venv/requirements.txt"
}
