#!/usr/bin/env bash
# Print a Python that is new enough and can make a virtual environment. A name on the PATH is not enough: a version
# manager's stand-in may have no Python behind it, and Debian splits `ensurepip` off.
set -euo pipefail

fits() {
  "$1" -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2> /dev/null
}
whole() { "$1" -c 'import ensurepip' 2> /dev/null; }

for name in ${PYTHON:-python3 python3.13 python3.12 python3.11 python}; do
  fits "$name" || continue
  if ! whole "$name" && [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv; } > /dev/null < /dev/null
  fi
  if whole "$name"; then command -v "$name"; exit; fi
  echo "$name has no ensurepip: install it (Debian: apt install python3-venv)" >&2
done
echo "no Python 3.11 or later that can make a virtual environment; install one or say PYTHON=/path/to/python3" >&2
exit 1
