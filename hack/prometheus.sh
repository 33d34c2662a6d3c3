#!/usr/bin/env bash
# Sees to it that the tests find prometheus and promtool. Silent when they are on the PATH or in the cache already.
# The cache is $PROMETHEUS_DIR, or secure-score/prometheus in the user's cache folder.
#
# Where they are missing and this is Debian or Ubuntu, they are taken out of the package `prometheus`: nothing is installed,
# no service starts, nothing outside the cache changes.
set -euo pipefail

cache=${PROMETHEUS_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/secure-score/prometheus}

command -v prometheus >/dev/null && command -v promtool >/dev/null && exit 0
[ -x "$cache/prometheus" ] && [ -x "$cache/promtool" ] && exit 0

advice="install Prometheus (package \`prometheus\` on Debian and Ubuntu, else from prometheus.io), or put prometheus and promtool into $cache"
if ! command -v apt-get >/dev/null || ! command -v dpkg-deb >/dev/null; then
  echo "prometheus.sh: prometheus and promtool are not on the PATH: $advice" >&2
  exit 1
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work" # apt downloads as a user of its own
cd "$work"
if ! apt-get --quiet --quiet download prometheus >/dev/null 2>&1; then
  # The package lists may be missing, or name a version that is gone.
  if [ "$(id -u)" != 0 ]; then
    echo "prometheus.sh: apt knows no package \`prometheus\`: run apt-get update as root, or $advice" >&2
    exit 1
  fi
  echo "prometheus.sh: fetching the package prometheus, once" >&2
  apt-get --quiet --quiet update >&2
  apt-get --quiet --quiet download prometheus >&2
fi
dpkg-deb --extract prometheus_*.deb package
mkdir -p "$cache"
for program in prometheus promtool; do
  mv "package/usr/bin/$program" "$cache/.$program.new"
  mv "$cache/.$program.new" "$cache/$program"
done
