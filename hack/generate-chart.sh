#!/usr/bin/env bash
# Writes helm/secure-score/crds: the CRDs as Helm's first install creates them, marked as belonging to the release that the
# README installs, so that later releases may bring them up to date (docs/decisions/0016-upgrades.md).
# Usage: hack/generate-chart.sh [FOLDER]      a test fails when the folder in the repository differs
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:-helm/secure-score/crds}
mkdir -p "$folder"

for file in crds/*.yaml; do
  sed -e 's#^metadata:$#metadata:\n  annotations:\n    meta.helm.sh/release-name: secure-score\n    meta.helm.sh/release-namespace: secure-score\n  labels:\n    app.kubernetes.io/managed-by: Helm#' \
    "$file" > "$folder/$(basename "$file")"
done
