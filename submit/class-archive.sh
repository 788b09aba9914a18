#!/usr/bin/env bash
# Records the classes that jobs load in target/spark/classes.jsa, out of which the JVM takes them
# ready for use: jobs then start three seconds earlier. mvn package runs it once for each set of
# Spark's jars. What a JVM cannot use of it, because it is another or its classpath is, it ignores.
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
archive=$home/target/spark/classes.jsa
unset SPARK_HOME

if [[ -f $archive && -z $(find "$home/target/spark/jars" -newer "$archive" -print -quit) ]]; then
  exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rm -f "$archive"

record() {
  "$home/data-prep/prepare.sh" --master "local[2]" -- \
    strokes --examples 600 --output "$work/data" || return
  SPARK_SUBMIT_OPTS="-XX:ArchiveClassesAtExit=$work/classes.jsa -Xlog:cds*=off" \
    "$home/submit/train.sh" --master "local[2]" -- --recipe "$home/conf/recipes/strokes.conf" \
    --train "$work/data/train" --validation "$work/data/test" \
    --model "$work/model" || return
  mv "$work/classes.jsa" "$archive"
}

if ! record > "$work/log" 2>&1; then
  cat "$work/log" >&2
  echo "linfnet: no class archive: jobs run without it and start three seconds later" >&2
fi
