#!/usr/bin/env bash
# Installs what the stack is deployed on in tests: moto and MiniStack, which answer as AWS does, and Lambda's own runtime
# client, which runs the bundles. Into .venv and .standins; what is there already is kept.
set -euo pipefail
cd "$(dirname "$0")/.."

.ci/standins.sh
# Before 1.5 it takes a distributed map for a list of one, and Query has no limit of a page.
.ci/venv.sh .standins/ministack 'ministack==1.5.33'
.ci/runtime.sh
