# Sourced by ./waymark and the other scripts that need one: sets and exports JAVA_HOME to a JDK of version 25 or
# later, or ends with the sentence that says what to install.

# java_version <home>: the feature release of the JDK there, 0 where there is none.
java_version() {
  local version=
  if [ -x "$1/bin/javac" ]; then
    [ ! -f "$1/release" ] || version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
    [ -n "$version" ] || version=$("$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -1)
  fi
  echo "${version:-0}"
}

# home_of_path: the JDK that the javac of the PATH belongs to; /usr/bin/javac is a link into it, or on macOS a wrapper.
home_of_path() {
  local javac
  javac=$(command -v javac) || return 0
  while [ -L "$javac" ]; do
    javac=$(cd "$(dirname "$javac")" && cd "$(dirname "$(readlink "$javac")")" && pwd)/$(basename "$(readlink "$javac")")
  done
  dirname "$(dirname "$javac")"
}

# find_jdk: the first JDK 25 or later of the places where people and package managers put them.
find_jdk() {
  local home
  for home in "${JAVA_HOME:-}" "$(home_of_path)" \
    /usr/lib/jvm/* \
    "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/* \
    "$HOME"/.jdks/* \
    "$HOME"/.local/share/mise/installs/java/* \
    "$HOME"/.asdf/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /opt/jdk* /opt/java/* /usr/java/*; do
    if [ -n "$home" ] && [ "$(java_version "$home")" -ge 25 ]; then
      echo "$home"
      return
    fi
  done
}

JAVA_HOME=$(find_jdk)
if [ -z "$JAVA_HOME" ]; then
  echo "Waymark needs a JDK of version 25 or later, and none was found: install one (such as Temurin 25; with SDKMAN: sdk install java 25-tem) or set JAVA_HOME to it." >&2
  exit 1
fi
export JAVA_HOME
