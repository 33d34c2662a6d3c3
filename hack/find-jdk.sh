#!/usr/bin/env bash
# Prints the home of a JDK 25 or newer, or says what to install and exits with 1.
# Looks at $JAVA_HOME, at the javac on the PATH, and where package managers put JDKs.
set -u

feature() { # of a JDK home, from its release file: 25 for JAVA_VERSION="25.0.3"
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null
}

candidates() {
  [ -n "${JAVA_HOME:-}" ] && printf '%s\n' "$JAVA_HOME"
  if javac=$(command -v javac); then
    javac=$(readlink -f "$javac" 2>/dev/null || printf '%s' "$javac")
    printf '%s\n' "${javac%/bin/javac}"
  fi
  [ -x /usr/libexec/java_home ] && /usr/libexec/java_home -v 25+ 2>/dev/null
  for home in /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/* /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    [ -d "$home" ] && printf '%s\n' "$home"
  done
}

while IFS= read -r home; do
  version=$(feature "$home")
  if [ -n "$version" ] && [ "$version" -ge 25 ] && [ -x "$home/bin/javac" ]; then
    printf '%s\n' "$home"
    exit 0
  fi
done < <(candidates)

echo "secure-score needs a JDK 25 or newer, and none was found: install one (for example Eclipse Temurin 25) or set JAVA_HOME to it" >&2
exit 1
