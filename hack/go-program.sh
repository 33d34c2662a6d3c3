#!/usr/bin/env bash
# Puts a program out of a Go module into the cache folder, once, and prints its path.
# Usage: hack/go-program.sh NAME PACKAGE@VERSION [LINKER FLAGS]      for example helm helm.sh/helm/v4/cmd/helm@v4.3.1
# The cache is $SECURE_SCORE_TOOLS, or secure-score/bench in the user's cache folder; there it is VERSION/NAME.
set -euo pipefail

name=$1
module=$2
target=${SECURE_SCORE_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/secure-score/bench}/${module##*@}

if ! [ -x "$target/$name" ]; then
  if ! command -v go > /dev/null; then
    echo "$name ${module##*@} is not there and no Go to build it: install Go, or put $name into $target" >&2
    exit 1
  fi
  echo "building $name ${module##*@} in $target, once" >&2
  mkdir -p "$target"
  work=$(mktemp -d "$target/.$name.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  GOFLAGS=-mod=mod CGO_ENABLED=0 GOBIN=$work go install -trimpath -ldflags "-s -w ${3:-}" "$module" >&2
  mv "$work/$name" "$target/$name" # a half-written program never appears there
fi
echo "$target/$name"
