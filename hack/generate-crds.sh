#!/usr/bin/env bash
# Writes crds/*.yaml anew from the types in src/main/java/dev/securescore/api.
# Usage: hack/generate-crds.sh [MAVEN OPTION…]
set -euo pipefail
cd "$(dirname "$0")/.."
exec mvn --batch-mode --quiet test -Dsecure-score.update=true -Dtest=CustomResourceDefinitionsTest \
  -Dsurefire.failIfNoSpecifiedTests=false "$@"
