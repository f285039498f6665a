#!/usr/bin/env bash
# Synthesises a stack with everything in it: rules of cdk-nag, CDK's own and warnings all count as errors.
set -euo pipefail
cd "$(dirname "$0")/.."

out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
export CADASTRE_CONFIG=test/infra/cadastre.yaml CDK_DISABLE_CLI_TELEMETRY=true
# Without a pattern the stack of member accounts, which is in a stage of its own, is not looked at.
npx cdk synth '**' --quiet --strict --validation --no-notices --output "$out"
