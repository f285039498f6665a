#!/usr/bin/env bash
# Installs moto, which answers as AWS does, into .venv, and LibreOffice, which opens lists as people do; what is there
# already is kept.
set -euo pipefail
cd "$(dirname "$0")/.."

# From 5.2.2 on the tagging API repeats every resource for each account that exists.
.ci/venv.sh .venv 'moto[server]==5.2.1'

.ci/packages.sh libreoffice-calc
