# Sourced by the benchmarks: builds what they measure and what they measure it with.
# Whatever is downloaded or built beside the project goes to $bench_cache.
bench_root=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
bench_cache=${XDG_CACHE_HOME:-$HOME/.cache}/secure-score/bench
mkdir -p "$bench_cache"

bench_fail() {
  printf 'bench: %s\n' "$*" >&2
  exit 1
}

bench_newer() { # whether anything under $2… is newer than the file $1
  local mark=$1
  shift
  [ ! -e "$mark" ] || [ -n "$(find "$@" -newer "$mark" -print -quit)" ]
}

# The program as a user has it, then the harness on top of its tests.
bench_build() {
  JAVA_HOME=$("$bench_root/hack/find-jdk.sh") || bench_fail "needs a JDK 25"
  export JAVA_HOME PATH=$JAVA_HOME/bin:$PATH
  "$bench_root/secure-score" version > /dev/null
  bench_class_path=$bench_root/target/bench.classpath
  if bench_newer "$bench_class_path" "$bench_root/pom.xml" "$bench_root/target/secure-score.jar" \
    "$bench_root/src/test"; then
    (
      cd "$bench_root"
      export MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED ${MAVEN_OPTS:-}"
      mvn -B -q test-compile dependency:build-classpath -DincludeScope=test \
        -Dmdep.outputFile="$bench_class_path.new"
      mv "$bench_class_path.new" "$bench_class_path"
    ) >&2 || bench_fail "the harness does not compile, see above"
  fi
}

# bench_go NAME PACKAGE@VERSION: a program out of a Go module, once.
bench_go() {
  bench_program=$("$bench_root/hack/go-program.sh" "$1" "$2") || bench_fail "no $1 to compare with"
}

# bench_java MAIN [-Dproperty=value …] -- ARGUMENTS: the harness.
bench_java() {
  local main=$1 properties=()
  shift
  while [ "$1" != -- ]; do
    properties+=("$1")
    shift
  done
  shift
  exec "$JAVA_HOME/bin/java" --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED \
    -XX:+UseSerialGC -Xmx2g "-Dsecure-score.root=$bench_root" \
    "-Dsecure-score.corpus=${SECURE_SCORE_CORPUS:-$bench_root/../shared/corpus}" "${properties[@]}" \
    -cp "$bench_root/target/test-classes:$bench_root/target/classes:$(cat "$bench_class_path")" \
    "dev.securescore.bench.$main" "$@"
}
