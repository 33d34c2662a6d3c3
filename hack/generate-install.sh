#!/usr/bin/env bash
# Writes config/install.yaml: everything that installs Secure Score, in the order in which it must be applied.
# A test fails when the file in the repository differs.
set -euo pipefail
cd "$(dirname "$0")/.."

{
  echo "# Made by hack/generate-install.sh; change its sources in crds/, config/install/ and config/recommendations/."
  for file in config/install/namespace.yaml crds/*.yaml config/install/exemption-approval.yaml config/install/rbac.yaml config/install/operator.yaml config/recommendations/*.yaml; do
    echo "---"
    sed -e '1{/^---$/d}' "$file"
  done
} > "${1:-config/install.yaml}"
