#!/usr/bin/env bash
# Writes config/prometheus/rules.yaml: the rules as the PrometheusRule that the Prometheus operator loads.
# Usage: [RUNBOOK_URL=https://…] hack/generate-prometheus.sh [FILE]
# With RUNBOOK_URL, where you publish docs/runbooks.md, each alert links to its section there.
# A test fails when the file in the repository differs.
set -euo pipefail
cd "$(dirname "$0")/.."

link=${RUNBOOK_URL:+"s|^\( *\)runbook: docs/runbooks.md\(#.*\)|&\n\1runbook_url: $RUNBOOK_URL\2|"}
{
  echo "# Made by hack/generate-prometheus.sh; change its sources in config/prometheus/rules/."
  for file in config/prometheus/rules/*.yaml; do
    printf -- '---\napiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata:\n  name: secure-score-%s\n  namespace: secure-score\n' "$(basename "$file" .yaml)"
    printf '  labels: {app.kubernetes.io/name: secure-score}\nspec:\n'
    sed -e 's/^\(.\)/  \1/' -e "${link:-}" "$file"
  done
} > "${1:-config/prometheus/rules.yaml}"
