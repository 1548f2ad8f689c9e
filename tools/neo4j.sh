#!/usr/bin/env bash
# A throw-away Neo4j Community server, assembled from Maven Central, on loopback.
#
#   neo4j.sh install                      fetch the jars once into $NEO4J_TEST_LIB (default: the user's cache folder)
#   neo4j.sh start HOME [BOLT] [HTTP]     run a server with its data under HOME; returns when Bolt answers
#   neo4j.sh stop HOME                    stop it
#   neo4j.sh admin HOME ARGS…             neo4j-admin, e.g. admin HOME database import full neo4j --nodes=… (server stopped)
#
# Ports default to free ones and are written to HOME/bolt.uri and HOME/http.uri. User neo4j, password
# $NEO4J_TEST_PASSWORD (default: test-password). $NEO4J_TEST_CONF adds a line to the configuration. Needs Java 17 or 21 and Maven (Debian: default-jre-headless maven).
# $NEO4J_TEST_VERSION asks for another version than that of neo4j/pom.xml: those of 2025 and later need Java 21 or later, in $JAVA_HOME.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
pom=$here/neo4j/pom.xml
version=${NEO4J_TEST_VERSION:-$(sed -n 's:.*<neo4j.version>\(.*\)</neo4j.version>.*:\1:p' "$pom")}
case $version in 5.*) entry=org.neo4j.server.CommunityEntryPoint ;; *) entry=org.neo4j.server.Neo4jCommunity ;; esac
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
lib=${NEO4J_TEST_LIB:-${XDG_CACHE_HOME:-$HOME/.cache}/aigraph-tests}/neo4j-$version
password=${NEO4J_TEST_PASSWORD:-test-password}
opens=(--add-opens=java.base/java.nio=ALL-UNNAMED --add-opens=java.base/java.io=ALL-UNNAMED
       --add-opens=java.base/sun.nio.ch=ALL-UNNAMED --add-opens=java.base/java.lang=ALL-UNNAMED)
# Servers that live for minutes: the optimising compiler would cost more than it gives.
jvm=("$java" -Dfile.encoding=UTF-8 -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "${opens[@]}" -cp "$lib/*")

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

install() {
  if [ -d "$lib" ]; then return; fi
  mkdir -p "$(dirname "$lib")"
  local fresh; fresh=$(mktemp -d "$lib.XXXXXX")  # renamed when whole, so that a kill leaves no half of it
  mvn -q -B -Dstyle.color=never -Dneo4j.version="$version" -f "$pom" \
    dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$fresh" < /dev/null
  python3 -c 'import os, sys; os.rename(*sys.argv[1:])' "$fresh" "$lib" 2> /dev/null || { rm -rf "$fresh"; [ -d "$lib" ]; }
}

admin() {
  local home=$1; shift
  NEO4J_HOME=$home NEO4J_CONF=$home/conf "${jvm[@]}" -Xmx4g org.neo4j.cli.AdminTool "$@"
}

start() {
  local home=$1 bolt=${2:-$(free_port)} http=${3:-$(free_port)}
  mkdir -p "$home"/{conf,data,logs,plugins,import}
  home=$(cd "$home" && pwd)
  cat > "$home/conf/neo4j.conf" <<CONF
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:$bolt
server.http.listen_address=127.0.0.1:$http
server.https.enabled=false
server.memory.pagecache.size=512m
dbms.usage_report.enabled=false
${NEO4J_TEST_CONF:-}
CONF
  [ -e "$home/data/dbms/auth.ini" ] || admin "$home" dbms set-initial-password "$password" > "$home/logs/admin.log"
  rm -f "$home"/logs/{neo4j,debug}.log
  NEO4J_HOME=$home NEO4J_CONF=$home/conf nohup "${jvm[@]}" -Xmx2g "$entry" \
    --home-dir="$home" --config-dir="$home/conf" > "$home/logs/console.log" 2>&1 < /dev/null &
  echo $! > "$home/pid"
  for _ in $(seq 600); do
    if grep -q 'Started\.' "$home/logs/neo4j.log" 2> /dev/null; then  # its own word: on a taken port another server would answer
      echo "bolt://127.0.0.1:$bolt" > "$home/bolt.uri"
      echo "http://127.0.0.1:$http" > "$home/http.uri"
      cat "$home/bolt.uri"; return
    fi
    kill -0 "$(cat "$home/pid")" 2> /dev/null || { tail -n 30 "$home"/logs/{console,neo4j}.log >&2; return 1; }
    sleep 0.1
  done
  echo "no Bolt on $bolt after 60 s" >&2; return 1
}

# The databases are closed at once; the network threads then idle for ten seconds more, which nobody needs.
stop() {
  local pid; pid=$(cat "$1/pid" 2> /dev/null) || return 0
  kill "$pid" 2> /dev/null || true
  for _ in $(seq 300); do
    kill -0 "$pid" 2> /dev/null || break
    if grep -q "Stopped 'DatabaseId{.*\[system\]}'" "$1/logs/debug.log"; then break; fi
    sleep 0.1
  done
  kill -9 "$pid" 2> /dev/null || true
  rm -f "$1/pid"
}

command=${1:?install, start, stop or admin}; shift
case $command in
  install) install ;;
  start) install; start "$@" ;;
  stop) stop "$@" ;;
  admin) install; admin "$@" ;;
  *) echo "unknown command: $command" >&2; exit 2 ;;
esac
