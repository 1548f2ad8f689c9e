#!/usr/bin/env bash
# Make ready what tests need beside Python: a browser with a Chinese font, and a Neo4j server.
#
#   tools/services.sh browser    Chromium, Firefox, Noto CJK
#   tools/services.sh scripts    Node, TypeScript, ESLint and axe-core, which check the page's scripts
#   tools/services.sh server     Java 17 or later, Maven, the server's jars (see tools/neo4j.sh)
#
# Installed by apt as root on Debian; elsewhere this says what to install. What is missing then is a failure where
# AIGRAPH_REQUIRE_ALL is set, and skipped tests otherwise.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

has() { command -v "$1" > /dev/null; }
has_chromium() { has chromium || has chromium-browser || has google-chrome; }
has_firefox() { has firefox-esr || has firefox; }
has_chinese() { has fc-list && [ -n "$(fc-list :lang=zh family 2> /dev/null)" ]; }
has_java() { has java && java -version 2>&1 | grep -qE 'version "(1[7-9]|[2-9][0-9])'; }

# install PACKAGE…: with apt where we may; a list of packages that is too old is fetched anew.
install() {
  [ "$(id -u)" = 0 ] && has apt-get || return 0
  echo "installing $*" >&2
  local log; log=$(mktemp)
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } \
    > "$log" 2>&1 < /dev/null || tail -n 20 "$log" >&2
  rm -f "$log"
}

# missing WHAT PACKAGES: say so, and fail where nothing may be skipped.
missing() {
  echo "$1: not found, tests that need it are skipped (Debian: apt install $2)" >&2
  [ -z "${AIGRAPH_REQUIRE_ALL:-}" ] || exit 1
  exit 0
}

browser() {
  { has_chromium && has_firefox && has_chinese; } || install chromium firefox-esr fontconfig fonts-noto-cjk
  has_chromium || missing "Chromium" "chromium"
  has_firefox || missing "Firefox" "firefox-esr"
  has_chinese || missing "a Chinese font" "fontconfig fonts-noto-cjk"
}

server() {
  has_java || install default-jre-headless
  has mvn || install maven
  has_java || missing "Java 17" "default-jre-headless"
  has mvn || missing "Maven" "maven"
  "$here/neo4j.sh" install || missing "Neo4j's jars (Maven could not fetch them)" "maven"
}

scripts() {
  has npm || install nodejs npm
  has npm || missing "npm" "nodejs npm"
  local js=$here/../tests/js
  [ "$js/node_modules/.package-lock.json" -nt "$js/package-lock.json" ] && return
  npm ci --prefix "$js" --silent --no-audit --no-fund || missing "TypeScript, ESLint and axe-core (npm could not fetch them)" "npm"
}

case ${1:-} in
  browser | scripts | server) "$1" ;;
  *) echo "expected browser, scripts or server" >&2; exit 2 ;;
esac
