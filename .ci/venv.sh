#!/usr/bin/env bash
# Makes a Python environment in the folder that is named first, with what is named after it (`moto[server]==5.2.1`). One
# that was made of the same is kept.
set -euo pipefail
folder=$1
shift

if [ "$(cat "$folder/made-of" 2>/dev/null)" = "$*" ]; then exit 0; fi
rm -rf "$folder"
if ! python3 -m venv "$folder" 2>/dev/null; then
  # Debian keeps the half of venv that makes pip in a package of its own.
  rm -rf "$folder"
  "$(dirname "$0")/packages.sh" python3-venv
  python3 -m venv "$folder"
fi
"$folder/bin/pip" install --quiet --disable-pip-version-check "$@"
echo "$*" >"$folder/made-of"
