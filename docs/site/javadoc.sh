#!/usr/bin/env bash
# Writes the Javadoc of public types to target/javadoc; a warning is an error. The build calls it:
#   docs/site/javadoc.sh JAVADOC CLASS-PATH
# The class path holds the compiled classes, for those that scalac made. What names the incubating
# vector module is read from there too, or the tool would warn of the module.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
files=target/javadoc.files
find src/main/java -name '*.java' -not -path '*/kernel/simd/*' | sort > "$files"
exec "$1" -quiet -Werror -Xdoclint:all,-missing -encoding UTF-8 -d target/javadoc \
  -classpath "$2" "@$files"
