#!/usr/bin/env bash
# Writes the parts of config/ that the chart has too, by rendering the chart: one source, two ways to install.
# Usage: hack/generate-config.sh [FOLDER]      (default config; needs Helm, which it builds where it is not there)
# A test fails when the files in the repository differ.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:-config}
helm=$(hack/go-program.sh helm helm.sh/helm/v4/cmd/helm@v4.3.1)

# Helm tells of every symbolic link, so what it says is only shown where it fails.
errors=$(mktemp)
trap 'code=$?; [ $code = 0 ] || grep -v "found symbolic link" "$errors" >&2; rm -f "$errors"' EXIT

# render FILE TEMPLATES [OPTION…]: the chart without Helm's own marks.
render() {
  local file=$folder/$1 templates=() name
  for name in $2; do
    templates+=(--show-only "templates/$name.yaml")
  done
  shift 2
  mkdir -p "$(dirname "$file")"
  {
    echo "# Made from helm/secure-score by hack/generate-config.sh."
    "$helm" template secure-score helm/secure-score --namespace secure-score --set namespaceDefaults.enabled=true \
      "${templates[@]}" "$@" 2> "$errors" \
      | sed -e '/^# Source: /d' -e '/^ *helm.sh\/chart: /d' -e '/^ *app.kubernetes.io\/managed-by: Helm$/d' -e '/^ *$/d' \
      | sed -e '1{/^---$/d}'
  } > "$file"
}

render rbac/operator.yaml "serviceaccount rbac"
render rbac/users.yaml rbac-users
render manager/namespace-defaults.yaml namespace-defaults
render manager/deployment.yaml deployment
render manager/pod-disruption-budget.yaml poddisruptionbudget
render manager/service.yaml service
render network-policy/network-policy.yaml networkpolicy
render prometheus/service-monitor.yaml servicemonitor --set metrics.serviceMonitor.enabled=true
render enforcement/rbac.yaml rbac-enforcement --set enforcement.enabled=true
