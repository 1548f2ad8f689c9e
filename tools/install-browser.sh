#!/usr/bin/env bash
# Install the browser and the font that the tests of the page need: by apt where this is Debian and we are root,
# otherwise say what to install. A missing browser is a failure only where AIGRAPH_REQUIRE_ALL is set.
set -euo pipefail

present() { { command -v chromium || command -v chromium-browser || command -v google-chrome; } > /dev/null; }
font() { command -v fc-list > /dev/null && [ -n "$(fc-list :lang=zh 2> /dev/null | head -n 1)" ]; }

if present && font; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk > /dev/null
fi
if present; then exit 0; fi
echo "no Chromium: install it (Debian: apt install chromium fonts-noto-cjk) to run the tests of the page" >&2
[ -z "${AIGRAPH_REQUIRE_ALL:-}" ]
