#!/usr/bin/env bash
# Installs the Lambda runtime client, which is compiled, into .standins/runtime; what is there already is kept.
set -euo pipefail
cd "$(dirname "$0")/.."

# The last one that runs on Node 20.
readonly version=3.3.0
readonly folder=.standins/runtime

installed() { [ "$(node -p "require('./$folder/node_modules/aws-lambda-ric/package.json').version" 2>/dev/null)" = "$version" ]; }

if installed; then exit 0; fi
# It brings the sources of libcurl along and builds them.
.ci/packages.sh autoconf automake libtool cmake g++ make unzip
rm -rf "$folder"
mkdir -p "$folder"
echo '{"private":true}' >"$folder/package.json"
# Headers of the Node that runs it, where they came with it: otherwise the build fetches them.
prefix=$(dirname "$(dirname "$(node -p process.execPath)")")
if [ -f "$prefix/include/node/node.h" ]; then export npm_config_nodedir=$prefix; fi
# Its output is thousands of lines of a C compiler's.
npm install --prefix "$folder" --no-audit --no-fund "aws-lambda-ric@$version" >"$folder/install.log" 2>&1 || {
  tail -40 "$folder/install.log"
  rm -rf "$folder"
  exit 1
}
