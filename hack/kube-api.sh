#!/usr/bin/env bash
# Puts kube-apiserver, etcd and kubectl where fabric8's kube-api-test looks for them:
#   <cache>/k8s/<version>-<os>-<arch>/{kube-apiserver,etcd,kubectl}
# Usage: hack/kube-api.sh [VERSION]      (default 1.37.2)
# Silent when they are there already. The cache is $KUBE_API_TEST_DIR, or secure-score/kube-api in the user's cache folder.
#
# On a connected machine kube-api-test downloads released binaries itself, so this script only steps aside. Where those
# cannot be reached and Go is present, it builds the three programs as ordinary Go modules: about six minutes cold on
# two cores, nothing afterwards.
set -euo pipefail

version=${1:-1.37.2}
etcd_version=3.7.3
# Where kube-api-test fetches its list of released binaries.
release_index=https://raw.githubusercontent.com/kubernetes-sigs/controller-tools/HEAD/envtest-releases.yaml

if ! [[ $version =~ ^1\.[0-9]+\.[0-9]+$ ]]; then
  echo "kube-api.sh: '$version' is not a version; give it as 1.MINOR.PATCH, for example 1.37.2" >&2
  exit 2
fi

case "$(uname -m)" in
  x86_64) arch=amd64 ;;
  aarch64 | arm64) arch=arm64 ;;
  *) echo "kube-api.sh: no Kubernetes binaries for the processor $(uname -m)" >&2; exit 1 ;;
esac
os=$(uname -s | tr '[:upper:]' '[:lower:]')
cache=${KUBE_API_TEST_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/secure-score/kube-api}
target=$cache/k8s/$version-$os-$arch

complete() { [ -x "$target/kube-apiserver" ] && [ -x "$target/etcd" ] && [ -x "$target/kubectl" ]; }
complete && exit 0

if command -v curl >/dev/null && curl --silent --fail --head --location --max-time 10 --output /dev/null "$release_index" 2>/dev/null; then
  echo "kube-api.sh: released binaries can be reached; kube-api-test downloads $version at the first test" >&2
  exit 0
fi
if ! command -v go >/dev/null; then
  echo "kube-api.sh: no released binaries within reach and no Go here to build them: install Go, or put kube-apiserver, etcd and kubectl into $target" >&2
  exit 1
fi

staging=v0.${version#1.}
minor=${version#1.}; minor=${minor%%.*}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$target"
echo "kube-api.sh: building Kubernetes $version and etcd $etcd_version in $target, once (about six minutes)" >&2

# build NAME LDFLAGS: compiles the module in $work/NAME into the target; a half-written program never appears there.
build() {
  (cd "$work/$1" && GOFLAGS=-mod=mod CGO_ENABLED=0 go build -trimpath -ldflags "-s -w $2" -o "$target/.$1.new" .)
  mv "$target/.$1.new" "$target/$1"
}

# module NAME: a go.mod for a program out of k8s.io/kubernetes. That module names its siblings (k8s.io/api, …) as v0.0.0
# beside itself; outside its own tree each of them is the published staging module of the same release.
module() {
  mkdir -p "$work/$1"
  local kubernetes_mod
  kubernetes_mod=$(cd "$work" && GOFLAGS= go mod download -json "k8s.io/kubernetes@v$version" | sed -n 's/^[[:space:]]*"GoMod": "\(.*\)",*$/\1/p')
  {
    printf 'module %s.invalid\n\n' "$1"
    sed -n 's/^\(go [0-9.]*\)$/\1/p' "$kubernetes_mod"
    printf 'require k8s.io/kubernetes v%s\n' "$version"
    sed -n 's/^[[:space:]]*\(k8s\.io\/[a-z0-9-]*\) v0\.0\.0\( .*\)*$/\1/p' "$kubernetes_mod" | sort -u |
      while read -r name; do printf 'replace %s => %s %s\n' "$name" "$name" "$staging"; done
  } > "$work/$1/go.mod"
}

# program NAME PACKAGE EXPRESSION: a main that runs a cobra command of Kubernetes.
program() {
  cat > "$work/$1/main.go" <<GO
package main

import (
	"os"

	"k8s.io/component-base/cli"
	program "$2"
)

func main() { os.Exit(cli.Run(program.$3)) }
GO
}

stamp="-X k8s.io/component-base/version.gitVersion=v$version -X k8s.io/component-base/version.gitMajor=1 -X k8s.io/component-base/version.gitMinor=$minor"

if ! [ -x "$target/etcd" ]; then
  mkdir -p "$work/etcd"
  printf 'module etcd.invalid\n\ngo 1.24\n\nrequire go.etcd.io/etcd/server/v3 v%s\n' "$etcd_version" > "$work/etcd/go.mod"
  cat > "$work/etcd/main.go" <<'GO'
package main

import (
	"os"

	"go.etcd.io/etcd/server/v3/etcdmain"
)

func main() { etcdmain.Main(os.Args) }
GO
  build etcd ""
fi
if ! [ -x "$target/kubectl" ]; then
  if existing=$(command -v kubectl); then
    ln -sf "$existing" "$target/kubectl"
  else
    module kubectl
    program kubectl k8s.io/kubectl/pkg/cmd 'NewDefaultKubectlCommand()'
    build kubectl "$stamp"
  fi
fi
if ! [ -x "$target/kube-apiserver" ]; then
  module kube-apiserver
  program kube-apiserver k8s.io/kubernetes/cmd/kube-apiserver/app 'NewAPIServerCommand()'
  build kube-apiserver "$stamp"
fi
