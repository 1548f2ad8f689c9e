#!/usr/bin/env bash
# Apache Jena Fuseki from Maven Central, as one jar in the user's cache folder: fuseki.sh prints where it is.
# Needs Java 17 or later and Maven. The tests find it there, or at $FUSEKI_TEST_JAR.
set -euo pipefail
version=5.2.0
lib=${NEO4J_TEST_LIB:-${XDG_CACHE_HOME:-$HOME/.cache}/aigraph-tests}
jar=$lib/jena-fuseki-server-$version.jar
if [ ! -f "$jar" ]; then
  fresh=$(mktemp -d)
  trap 'rm -rf "$fresh"' EXIT
  mvn -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy \
    "-Dartifact=org.apache.jena:jena-fuseki-server:$version:jar" "-DoutputDirectory=$fresh" < /dev/null >&2
  mkdir -p "$lib"
  mv "$fresh/$(basename "$jar")" "$jar"
fi
echo "$jar"
