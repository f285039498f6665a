#!/usr/bin/env bash
# Installs packages of Debian's, named as arguments, those apart that are there already.
set -euo pipefail

if dpkg -s "$@" >/dev/null 2>&1; then exit 0; fi
as_root=$([ "$(id -u)" = 0 ] || echo sudo)
$as_root apt-get update -q
$as_root apt-get install -qy --no-install-recommends "$@"
