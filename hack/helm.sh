#!/usr/bin/env bash
# Puts what the tests of the chart need where they look for it: Helm 4, Helm 3 and kube-score, built as ordinary Go
# modules: about four minutes cold on two cores, silent and instant afterwards.
# Usage: hack/helm.sh      (the cache folder: see hack/go-program.sh)
set -euo pipefail
cd "$(dirname "$0")"

./go-program.sh helm helm.sh/helm/v4/cmd/helm@v4.3.1 > /dev/null
# Helm 3 is told at its build which Kubernetes it renders for where it is asked offline.
kubernetes=helm.sh/helm/v3/pkg/chartutil.k8sVersion
./go-program.sh helm helm.sh/helm/v3/cmd/helm@v3.22.0 "-X ${kubernetes}Major=1 -X ${kubernetes}Minor=37" > /dev/null
./go-program.sh kube-score github.com/zegl/kube-score/cmd/kube-score@v1.20.0 > /dev/null
