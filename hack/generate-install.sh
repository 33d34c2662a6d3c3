#!/usr/bin/env bash
# Writes what installs Secure Score in two steps: config/install.yaml holds the kinds, the rights and the operator,
# config/library/library.yaml the recommendations, which can only be applied once their kind is there.
# Usage: hack/generate-install.sh [FOLDER]      (default config)
# A test fails when the files in the repository differ.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:-config}
mkdir -p "$folder/library"

# join SOURCES FILE…: the files as one stream.
join() {
  echo "# Made by hack/generate-install.sh; change its sources: $1."
  shift
  for file in "$@"; do
    echo "---"
    sed -e '1{/^---$/d}' "$file"
  done
}

manager=config/manager
join "crds/ and the folders beside this file" \
  $manager/namespace.yaml crds/*.yaml config/admission/exemption-approval.yaml config/rbac/operator.yaml config/rbac/users.yaml \
  config/network-policy/network-policy.yaml $manager/namespace-defaults.yaml $manager/service.yaml \
  $manager/pod-disruption-budget.yaml $manager/deployment.yaml > "$folder/install.yaml"
join config/recommendations/ config/recommendations/*.yaml > "$folder/library/library.yaml"
