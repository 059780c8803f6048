#!/usr/bin/env bash
# Writes docs/images: the dashboard on a desktop and a phone, light and dark, of a host that has drawn and processed its samples.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source eng/build.sh

data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT
FUNCTIONAPP_HOST=$(build_host)
export FUNCTIONAPP_HOST
"$FUNCTIONAPP_HOST" demo --data "$data" >&2
quietly dotnet build FunctionApp.Benchmarks --configuration Release --verbosity quiet
mkdir -p docs/images
artifacts/bin/FunctionApp.Benchmarks/release/FunctionApp.Benchmarks screenshots "$data" docs/images
ls -l docs/images >&2
