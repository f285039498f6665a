#!/usr/bin/env bash
# Installs moto, which answers as AWS does, into .venv; what is there already is kept.
set -euo pipefail
cd "$(dirname "$0")/.."

# From 5.2.2 on the tagging API repeats every resource for each account that exists.
readonly moto=5.2.1

installed() { .venv/bin/python -c "import sys, importlib.metadata as m; sys.exit(m.version('moto') != '$moto')" 2>/dev/null; }

if installed; then exit 0; fi
rm -rf .venv
if ! python3 -m venv .venv 2>/dev/null; then
  # Debian keeps the half of venv that makes pip in a package of its own.
  rm -rf .venv
  as_root=$([ "$(id -u)" = 0 ] || echo sudo)
  $as_root apt-get update -q
  $as_root apt-get install -qy python3-venv
  python3 -m venv .venv
fi
.venv/bin/pip install --quiet --disable-pip-version-check "moto[server]==$moto"
