#!/usr/bin/env bash
# Builds the pages as a site: target/site/html/index.html is its first page. A broken link, and a
# page that no menu has, end the build. It needs Python 3.10 or newer.
set -euo pipefail
# shellcheck source=submit/launch.sh
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../../submit/launch.sh"
# shellcheck source=src/test/python/environment.sh
source "$linfnet_home/src/test/python/environment.sh"
site=$linfnet_home/target/site
here=$linfnet_home/docs/site

linfnet_find_python || linfnet_fail "there is no Python 3.10 or newer with venv: install one"
if ! cmp -s "$here/requirements.txt" "$site/venv/requirements.txt"; then
  rm -rf "$site/venv"
  "$linfnet_base" -m venv "$site/venv"
  "$site/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    --requirement "$here/requirements.txt"
  cp "$here/requirements.txt" "$site/venv/requirements.txt"
fi

# The pages keep their places in the tree, so that one link works here and in a checkout.
rm -rf "$site/pages" "$site/html"
mkdir -p "$site/pages"
cp -r "$linfnet_home"/{README.md,CONTRIBUTING.md,LICENSE,docs,conf} "$site/pages"
"$site/venv/bin/python" -m mkdocs build --strict --config-file "$here/mkdocs.yml" \
  > "$site/build.log" 2>&1 || { cat "$site/build.log" >&2; exit 1; }
echo "$site/html/index.html"
