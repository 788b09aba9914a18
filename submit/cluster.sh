#!/usr/bin/env bash
# A Spark standalone cluster on this machine, its master and workers JVMs of their own, out of the
# Spark that the build put under target/spark:
#   submit/cluster.sh start [--workers N] [--cores C] [--memory M] [--directory DIR]
#   submit/cluster.sh status|stop [--directory DIR]
# start prints the master's URL, for --master. Logs and pid files go under DIR, out/cluster without
# one; each of the N workers (2) lends C cores (1) and M of memory (1g). It listens on 127.0.0.1.
# shellcheck source=submit/launch.sh
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/launch.sh"

directory=$linfnet_home/out/cluster
workers=2
cores=1
memory=1g
patience=60

# Reads the options behind the first word.
read_options() {
  while [[ $# -gt 0 ]]; do
    [[ -n ${2:-} ]] || linfnet_fail "$1 wants a value"
    case $1 in
      --workers) workers=$2 ;;
      --cores) cores=$2 ;;
      --memory) memory=$2 ;;
      --directory) directory=$2 ;;
      *) linfnet_fail "there is no option $1: there are --workers, --cores, --memory, --directory" ;;
    esac
    shift 2
  done
  [[ $workers =~ ^[1-9][0-9]*$ ]] || linfnet_fail "--workers $workers: give a number from 1"
  [[ $cores =~ ^[1-9][0-9]*$ ]] || linfnet_fail "--cores $cores: give a number from 1"
  [[ $memory =~ ^[1-9][0-9]*[mg]$ ]] || linfnet_fail "--memory $memory: write it as 512m or 2g"
}

# Whether the process of a pid file lives and is still the daemon that it was written for.
runs() {
  local pid
  pid=$(cat "$1" 2> /dev/null) \
    && [[ $(ps -p "$pid" -o args= 2> /dev/null) == *org.apache.spark.deploy.* ]]
}

any_runs() {
  local pidfile
  for pidfile in "$directory"/*.pid; do
    if runs "$pidfile"; then
      return 0
    fi
  done
  return 1
}

# Starts a daemon: its name, then its class and arguments.
start_daemon() {
  local name=$1
  shift
  linfnet_built_command "$@"
  SPARK_LOCAL_IP=127.0.0.1 nohup "${linfnet_command[@]}" \
    < /dev/null > "$directory/$name.log" 2>&1 &
  echo $! > "$directory/$name.pid"
}

# Waits until a daemon's log holds a pattern, and prints what the pattern's group matches.
await() {
  local name=$1 pattern=$2 found second
  for ((second = 0; second < patience; second++)); do
    found=$(sed -n "s|.*$pattern.*|\1|p" "$directory/$name.log" | head -n 1)
    if [[ -n $found ]]; then
      echo "$found"
      return
    fi
    kill -0 "$(cat "$directory/$name.pid")" 2> /dev/null || break
    sleep 1
  done
  return 1
}

start() {
  local worker
  if any_runs; then
    linfnet_fail "a cluster runs already: $0 stop --directory $directory"
  fi
  # Workers hand their locale to the executors, which write the files of jobs.
  linfnet_use_letters
  linfnet_find_java
  linfnet_jar > /dev/null || exit 2
  mkdir -p "$directory" && directory=$(cd "$directory" && pwd) || exit 2
  rm -f "$directory"/*.pid
  export SPARK_DAEMON_JAVA_OPTS="-Dspark.master.rest.enabled=false ${SPARK_DAEMON_JAVA_OPTS:-}"
  start_daemon master org.apache.spark.deploy.master.Master --host 127.0.0.1 --port 0 --webui-port 0
  url=$(await master 'Starting Spark master at \(spark://[^ ]*\)') || give_up master
  for ((worker = 1; worker <= workers; worker++)); do
    start_daemon "worker-$worker" org.apache.spark.deploy.worker.Worker "$url" --host 127.0.0.1 \
      --webui-port 0 --cores "$cores" --memory "$memory" --work-dir "$directory/worker-$worker"
  done
  for ((worker = 1; worker <= workers; worker++)); do
    await "worker-$worker" '\(Successfully registered\) with master' > /dev/null \
      || give_up "worker-$worker"
  done
  echo "$url" > "$directory/url"
  echo "$url"
}

give_up() {
  stop
  echo "linfnet: $1 does not start: see $directory/$1.log" >&2
  exit 1
}

stop() {
  local pidfile second
  for pidfile in "$directory"/worker-*.pid "$directory/master.pid"; do
    if runs "$pidfile"; then
      kill "$(cat "$pidfile")"
    fi
  done
  for ((second = 0; second < patience; second++)); do
    any_runs || break
    sleep 1
  done
  if any_runs; then
    echo "linfnet: a process of $directory does not end" >&2
    exit 1
  fi
  rm -f "$directory"/*.pid "$directory/url"
}

status() {
  local pidfile name
  if ! any_runs; then
    echo "no cluster runs"
    return 1
  fi
  cat "$directory/url" 2> /dev/null
  for pidfile in "$directory"/*.pid; do
    name=$(basename "$pidfile" .pid)
    if runs "$pidfile"; then
      echo "$name runs, process $(cat "$pidfile")"
    else
      echo "$name is gone: see $directory/$name.log"
    fi
  done
}

action=${1:-}
shift
read_options "$@"
case $action in
  start | stop | status) "$action" ;;
  *) linfnet_fail "say what to do: $0 start, stop or status" ;;
esac
