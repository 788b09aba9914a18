#!/usr/bin/env bash
# Records the classes that jobs load in target/spark/classes.jsa, out of which the JVM takes them
# ready for use: jobs then start three seconds earlier. mvn package runs it once for each set of
# Spark's jars. What a JVM cannot use of it, because it is another or its classpath is, it ignores.
# shellcheck source=submit/launch.sh
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/launch.sh"
set -euo pipefail
unset SPARK_HOME

if [[ -f $linfnet_archive ]] \
  && [[ -z $(find "$linfnet_home/target/spark/jars" -newer "$linfnet_archive" -print -quit) ]]; then
  exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rm -f "$linfnet_archive"

record() {
  "$linfnet_home/data-prep/prepare.sh" --master "local[2]" -- \
    strokes --examples 600 --output "$work/data" || return
  SPARK_SUBMIT_OPTS="-XX:ArchiveClassesAtExit=$work/classes.jsa -Xlog:cds*=off" \
    "$linfnet_home/submit/train.sh" --master "local[2]" -- \
    --recipe "$linfnet_home/conf/recipes/strokes.conf" --set epochs=2 --train "$work/data/train" \
    --validation "$work/data/test" --model "$work/model" || return
  mv "$work/classes.jsa" "$linfnet_archive"
}

if ! record > "$work/log" 2>&1; then
  cat "$work/log" >&2
  echo "linfnet: no class archive: jobs run without it and start three seconds later" >&2
fi
