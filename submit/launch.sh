# shellcheck shell=bash
# Sourced by the scripts that start a job: linfnet_submit CLASS "$@" becomes spark-submit.
#
# The arguments are spark-submit's own options, then --, then the job's; without -- all are the job's.
# SPARK_HOME names the Spark; without it, the one that the build put under target/spark runs.

linfnet_home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# What class-archive.sh records.
linfnet_archive=$linfnet_home/target/spark/classes.jsa

linfnet_fail() {
  echo "linfnet: $*" >&2
  exit 2
}

# Sets linfnet_java and its linfnet_java_version.
linfnet_find_java() {
  linfnet_java=java
  if [[ -n ${JAVA_HOME:-} ]]; then
    linfnet_java=$JAVA_HOME/bin/java
  fi
  command -v "$linfnet_java" > /dev/null \
    || linfnet_fail "there is no $linfnet_java: install JDK 17 or newer, or point JAVA_HOME to one"
  linfnet_java_version=$("$linfnet_java" -version 2>&1 \
    | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
  [[ -n $linfnet_java_version && $linfnet_java_version -ge 17 ]] \
    || linfnet_fail "$linfnet_java is Java ${linfnet_java_version:-of no known version}:" \
      "point JAVA_HOME to JDK 17 or newer"
}

linfnet_not_built() {
  linfnet_fail "$linfnet_home is not built: run mvn package -DskipTests there"
}

linfnet_jar() {
  local jar
  for jar in "$linfnet_home"/target/linfnet-*.jar; do
    if [[ -f $jar ]]; then
      echo "$jar"
      return
    fi
  done
  linfnet_not_built
}

# Sets linfnet_command to what runs a class of the built Spark: Spark's launcher prints a NUL and a
# newline, then words that each end in NUL. The launcher opens a package that JDK 24 has removed, so
# later JVMs would print a warning in every job.
linfnet_built_command() {
  local word
  export SPARK_HOME=$linfnet_home/target/spark SPARK_SCALA_VERSION=2.13
  linfnet_command=()
  {
    IFS= read -r -d '' word
    IFS= read -r word
    while IFS= read -r -d '' word; do
      if [[ $linfnet_java_version -lt 24 \
        || $word != --add-opens=java.base/sun.security.action=* ]]; then
        linfnet_command+=("$word")
      fi
    done
  } < <("$linfnet_java" -Xmx128m -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main "$@")
  [[ ${#linfnet_command[@]} -gt 0 ]] || linfnet_fail "Spark's launcher in $SPARK_HOME gave no command"
}

# Whether spark-submit's options name a properties file of their own.
linfnet_names_properties() {
  local argument
  for argument in "$@"; do
    case $argument in
      --properties-file | --properties-file=*) return 0 ;;
    esac
  done
  return 1
}

linfnet_submit() {
  local class=$1 jar i
  local bench=$linfnet_home/target/bench-jars/linfnet-bench.jar
  local -a spark=()
  shift
  for ((i = 1; i <= $#; i++)); do
    if [[ ${!i} == -- ]]; then
      spark=("${@:1:i-1}")
      shift "$i"
      break
    fi
  done
  linfnet_find_java
  jar=$(linfnet_jar) || exit 2
  if [[ $class == org.linfnet.bench.* ]]; then
    [[ -f $bench ]] || linfnet_not_built
    spark=(--jars "$bench" "${spark[@]}")
  fi
  if ! linfnet_names_properties "${spark[@]}"; then
    spark=(--properties-file "$linfnet_home/conf/spark-defaults.conf" --load-spark-defaults
      "${spark[@]}")
  fi
  if [[ -t 2 ]]; then
    export LINFNET_TERMINAL=1
  fi
  local log="-Dlog4j2.configurationFile=\"file:$linfnet_home/conf/log4j2.properties\""
  export SPARK_SUBMIT_OPTS="$log ${SPARK_SUBMIT_OPTS:-}"
  if [[ -n ${SPARK_HOME:-} ]]; then
    exec "$SPARK_HOME/bin/spark-submit" "${spark[@]}" --class "$class" "$jar" "$@"
  fi
  if [[ -f $linfnet_archive ]]; then
    SPARK_SUBMIT_OPTS="-XX:SharedArchiveFile=\"$linfnet_archive\" -Xlog:cds*=off $SPARK_SUBMIT_OPTS"
  fi
  linfnet_built_command org.apache.spark.deploy.SparkSubmit "${spark[@]}" \
    --class "$class" "$jar" "$@"
  exec "${linfnet_command[@]}"
}
