#!/usr/bin/env bash
# Writes src/main/resources/schemas/kubernetes.json anew from the OpenAPI documents of a real kube-apiserver.
# Usage: hack/generate-schemas.sh [MAVEN OPTION…]      (hack/kube-api.sh has put the server into your cache folder)
set -euo pipefail
cd "$(dirname "$0")/.."
exec mvn --batch-mode --quiet verify -Dsecure-score.update=true -Dtest=none -Dit.test=BuiltInSchemasIT \
  -Dsurefire.failIfNoSpecifiedTests=false "$@"
