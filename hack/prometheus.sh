#!/usr/bin/env bash
# Sees to it that the tests find prometheus and promtool. Silent when they are on the PATH or in the cache already.
# The cache is $PROMETHEUS_DIR, or secure-score/prometheus in the user's cache folder.
#
# Where they are missing and this is Debian or Ubuntu, they are taken out of the package `prometheus`, signed as apt wants it:
# nothing is installed, no service starts, and nothing outside the cache changes. The lists of packages that apt reads for it are
# of this script's own and thrown away, so it needs no root and leaves those of the machine as they are.
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
chmod 755 "$work" # apt downloads as a user of its own, where root runs it
cd "$work"
# apt with the machine's sources, keys and proxy, but with lists and archives of its own, and without what the machine does after an update.
mkdir -p lists/partial archives/partial
cat > apt.conf << END
Dir::State::Lists "$work/lists";
Dir::Cache "$work";
Dir::Cache::Archives "$work/archives";
Dir::Cache::pkgcache "";
Dir::Cache::srcpkgcache "";
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
END
apt() {
  apt-get --config-file="$work/apt.conf" --quiet --quiet "$@"
}
if [ "$(id -u)" = 0 ] && id _apt > /dev/null 2>&1; then
  chown _apt lists/partial archives/partial "$work"
fi
echo "prometheus.sh: fetching the package prometheus, once" >&2
if ! apt update > apt.log 2>&1 || ! apt download prometheus >> apt.log 2>&1; then
  cat apt.log >&2
  echo "prometheus.sh: apt could not fetch the package \`prometheus\`: $advice" >&2
  exit 1
fi
dpkg-deb --extract prometheus_*.deb package
mkdir -p "$cache"
for program in prometheus promtool; do
  mv "package/usr/bin/$program" "$cache/.$program.new"
  mv "$cache/.$program.new" "$cache/$program"
done
