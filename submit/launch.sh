# shellcheck shell=bash
# Sourced by the scripts that start a job: linfnet_submit CLASS "$@" becomes spark-submit.
#
# The arguments are spark-submit's own options, then --, then the job's; without -- all are the job's.
# SPARK_HOME names the Spark; without it, the one that the build put under target/spark runs.

linfnet_home=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
# What class-archive.sh records.
linfnet_archive=$linfnet_home/target/spark/classes.jsa

# Options that spark-submit knows: those with a value, then those without.
linfnet_spark_values=' --archives --class --conf -c --deploy-mode --driver-class-path --driver-cores
  --driver-default-class-path --driver-java-options --driver-library-path --driver-memory
  --exclude-packages --executor-cores --executor-memory --files --jars --keytab --kill --master
  --name --num-executors --packages --principal --properties-file --proxy-user --py-files --queue
  --remote --repositories --status --total-executor-cores '
linfnet_spark_switches=' --load-spark-defaults --supervise --verbose -v --version --usage-error '

# Masters that Spark takes. A name with an underscore is no host of a URL.
linfnet_number='[1-9][0-9]{0,8}'
linfnet_threads='([1-9][0-9]{0,3}|\*)'
linfnet_address='([a-zA-Z0-9.-]+|\[[0-9a-fA-F:.]+\]):[1-9][0-9]{0,4}'
linfnet_masters="^(local(\[$linfnet_threads( *, *$linfnet_number)?\])?|yarn|k8s://.+"
linfnet_masters+="|local-cluster\[ *$linfnet_number *, *$linfnet_number *, *$linfnet_number *\]"
linfnet_masters+="|spark://$linfnet_address(,$linfnet_address)*)\$"

# Amounts of memory up to 99 TB: Java takes a unit of one letter for the driver's heap, and Spark
# takes a number without a unit for bytes in one place and for MiB in another.
linfnet_memory='([1-9][0-9]{0,8}[kK]|[1-9][0-9]{0,7}[mM]|[1-9][0-9]{0,4}[gG]|[1-9][0-9]?[tT])'

# A script that cd is called in prints no folder that CDPATH found.
unset CDPATH

linfnet_fail() {
  echo "linfnet: $*" >&2
  exit 2
}

# Whether a word is one of a list, or such an option with its value behind an equals sign.
linfnet_is_one_of() {
  [[ ${1%%=*} =~ ^-[-a-z]+$ && $2 == *[[:space:]]"${1%%=*}"[[:space:]]* ]]
}

linfnet_fail_at_memory() {
  linfnet_fail "$1 $2: give a whole number and one of the units k, m, g, t, such as 2g; 99t at most"
}

# Checks the value of an option of spark-submit's, or of the property that stands for it, which
# would end in a trace.
linfnet_check_spark_value() {
  case $1 in
    --master | spark.master)
      [[ $2 =~ $linfnet_masters ]] \
        || linfnet_fail "$1 $2: give local[N] with N from 1 to 9999, local[*], spark://HOST:PORT," \
          "yarn or k8s://URL" ;;
    --deploy-mode | spark.submit.deployMode)
      [[ $2 == client || $2 == cluster ]] \
        || linfnet_fail "$1 $2: give client or cluster" ;;
    --conf | -c)
      [[ $2 == ?*=* ]] || linfnet_fail "$1 $2: give KEY=VALUE"
      linfnet_check_spark_value "${2%%=*}" "${2#*=}" ;;
    --driver-memory | spark.driver.memory)
      [[ $2 =~ ^$linfnet_memory$ ]] || linfnet_fail_at_memory "$@" ;;
    --executor-memory | spark.executor.memory)
      [[ $2 =~ ^$linfnet_memory[bB]?$ ]] || linfnet_fail_at_memory "$@" ;;
    --num-executors)
      [[ $2 =~ ^(0|$linfnet_number)$ ]] \
        || linfnet_fail "$1 $2: give a whole number from 0 to 999999999" ;;
    --driver-cores | --executor-cores | --total-executor-cores \
      | spark.driver.cores | spark.executor.cores | spark.cores.max)
      [[ $2 =~ ^$linfnet_number$ ]] \
        || linfnet_fail "$1 $2: give a whole number from 1 to 999999999" ;;
    --properties-file)
      [[ -r $2 && ! -d $2 ]] || linfnet_fail "--properties-file $2: there is no such file" ;;
  esac
}

# Checks that what stands before -- is spark-submit's.
linfnet_check_spark_options() {
  while [[ $# -gt 0 ]]; do
    if linfnet_is_one_of "$1" "$linfnet_spark_values"; then
      [[ $1 == *=* || $# -ge 2 ]] || linfnet_fail "$1 wants a value"
      if [[ $1 == --*=* ]]; then
        linfnet_check_spark_value "${1%%=*}" "${1#*=}"
      else
        linfnet_check_spark_value "$1" "$2"
        shift
      fi
    elif [[ $1 != --help && $1 != -h ]] && ! linfnet_is_one_of "$1" "$linfnet_spark_switches"; then
      linfnet_fail "${1:-an empty word} is no option of spark-submit: give the options of the job after --"
    fi
    shift
  done
}

# Checks, where there is no --, that no option is spark-submit's.
linfnet_check_job_options() {
  local word
  for word in "$@"; do
    if [[ $word == --* ]] \
      && linfnet_is_one_of "$word" "$linfnet_spark_values$linfnet_spark_switches"; then
      linfnet_fail "$word is an option of spark-submit: give such options first, then --, then" \
        "those of the job"
    fi
  done
}

# Java reads arguments and writes file names in the locale's letters: in the C locale every letter
# beyond ASCII is lost. One in UTF-8 takes its place.
linfnet_use_letters() {
  case $(locale charmap 2> /dev/null) in
    '' | ANSI_X3.4-1968 | US-ASCII | 646) export LC_ALL=C.UTF-8 ;;
  esac
}

# Spark listens at the address of this machine's name, and its spark-submit ends in a trace when
# there is none.
linfnet_check_host() {
  local name=${SPARK_LOCAL_IP:-$(uname -n)}
  if ! command -v getent > /dev/null || getent ahosts "$name" > /dev/null; then
    return
  elif [[ -n ${SPARK_LOCAL_IP:-} ]]; then
    linfnet_fail "SPARK_LOCAL_IP is $name, which does not resolve: give an address of this machine," \
      "such as 127.0.0.1"
  else
    linfnet_fail "the name of this machine, $name, does not resolve: add it to /etc/hosts, or set" \
      "SPARK_LOCAL_IP=127.0.0.1 to use this machine alone"
  fi
}

# Checks that SPARK_HOME is a Spark that jobs can run on.
linfnet_check_spark_home() {
  local core
  [[ -x $SPARK_HOME/bin/spark-submit ]] \
    || linfnet_fail "SPARK_HOME is $SPARK_HOME, where there is no bin/spark-submit: point it to a" \
      "Spark 4.2, or unset it to use the one of the build"
  for core in "$SPARK_HOME"/jars/spark-core_*.jar \
    "$SPARK_HOME"/assembly/target/scala-*/jars/spark-core_*.jar; do
    if [[ -f $core ]]; then
      core=${core##*/spark-core_}
      core=${core%.jar}
      [[ $core == 2.13-4.* ]] \
        || linfnet_fail "SPARK_HOME is $SPARK_HOME, a Spark ${core#*-} for Scala ${core%%-*}:" \
          "point it to a Spark 4.2 for Scala 2.13, or unset it to use the one of the build"
      return
    fi
  done
  linfnet_fail "SPARK_HOME is $SPARK_HOME, where there is no jars/spark-core: point it to a Spark" \
    "4.2, or unset it to use the one of the build"
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

# The folder's name goes into Java's class path, URLs, lists and quoted options.
linfnet_check_folder() {
  case $linfnet_home in
    *[:#,%?\"\\]*)
      linfnet_fail "the name of the folder $linfnet_home holds one of : # , % ? \" \\, which Java" \
        "and Spark do not read as a part of a name: move it, or rename the folder" ;;
  esac
}

linfnet_jar() {
  local jar
  linfnet_check_folder
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
  } < <("$linfnet_java" -Xmx128m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC \
      -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main "$@")
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

# The jars that spark-submit's options name, with commas between them: the last --jars, or else the
# last property that stands for it.
linfnet_named_jars() {
  local option= property= before= argument
  for argument in "$@"; do
    case $before in
      --jars) option=$argument ;;
      --conf | -c) property=$(linfnet_jars_of_property "$argument" "$property") ;;
    esac
    case $argument in
      --jars=*) option=${argument#*=} ;;
      --conf=*) property=$(linfnet_jars_of_property "${argument#*=}" "$property") ;;
    esac
    before=$argument
  done
  echo "${option:-$property}"
}

# The jars of a property KEY=VALUE, or those given if it names none.
linfnet_jars_of_property() {
  case $1 in
    spark.jars=*) echo "${1#*=}" ;;
    *) echo "$2" ;;
  esac
}

linfnet_submit() {
  local class=$1 jar jars i
  local bench=$linfnet_home/target/bench-jars/linfnet-bench.jar
  local -a spark=()
  local separated=false
  shift
  for ((i = 1; i <= $#; i++)); do
    if [[ ${!i} == -- ]]; then
      spark=("${@:1:i-1}")
      separated=true
      shift "$i"
      break
    fi
  done
  if $separated; then
    linfnet_check_spark_options "${spark[@]}"
  else
    linfnet_check_job_options "$@"
  fi
  if [[ -n ${SPARK_HOME:-} ]]; then
    linfnet_check_spark_home
  fi
  linfnet_check_host
  linfnet_use_letters
  linfnet_find_java
  jar=$(linfnet_jar) || exit 2
  if [[ $class == org.linfnet.bench.* ]]; then
    [[ -f $bench ]] || linfnet_not_built
    jars=$(linfnet_named_jars "${spark[@]}")
    spark+=(--jars "$bench${jars:+,$jars}")
  fi
  if ! linfnet_names_properties "${spark[@]}"; then
    spark=(--properties-file "$linfnet_home/conf/spark-defaults.conf" --load-spark-defaults
      "${spark[@]}")
  fi
  unset LINFNET_TERMINAL
  if [[ -t 2 && ${TERM:-dumb} != dumb && -z ${NO_COLOR:-} ]]; then
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
