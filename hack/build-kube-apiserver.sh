#!/usr/bin/env bash
# Builds kube-apiserver from Debian's source package into the cache, once. Takes about seven minutes on two cores.
set -euo pipefail
cd "$(dirname "$0")"
. ./apt-private.sh

suite=bookworm
cache=${XDG_CACHE_HOME:-$HOME/.cache}/mooring/kube-apiserver
mkdir -p "$cache"

# A second run waits for the first one and then finds its result.
exec 9> "$cache/.lock"
flock --nonblock 9 || { echo "another run builds kube-apiserver; waiting for it"; flock 9; }
if compgen -G "$cache/*/kube-apiserver" > /dev/null; then
  exit 0
fi

rm -rf "$cache"/.build.*
build=$(mktemp -d "$cache/.build.XXXXXX")
trap 'chmod -R u+w "$build" 2> /dev/null; rm -rf "$build"' EXIT

with_progress "$build/lists.log" "reading the package lists of $suite" private_apt_init "$build/apt" "$suite" deb deb-src
package=$(private_apt "$build/apt" apt-cache showsrc kubernetes | awk '$1 == "Version:" { print $2 }' | sort -V | tail -n 1)
# Debian writes 1.20.5+really1.20.2-1 for 1.20.2.
version=${package##*really}
version=${version%%[-+~]*}

fetch() {
  mkdir -p "$build/go/src/k8s.io"
  cd "$build/go/src/k8s.io"
  private_apt "$build/apt" apt-get source -qq "kubernetes=$package"
  mv kubernetes-*/ kubernetes
  # reflect2 1.0.1, which the tree carries, breaks the server when built with Go 1.18 or later.
  private_apt_unpack "$build/apt" "$build/reflect2" golang-github-modern-go-reflect2-dev
  rm -rf kubernetes/vendor/github.com/modern-go/reflect2
  cp -rL "$build/reflect2/usr/share/gocode/src/github.com/modern-go/reflect2" kubernetes/vendor/github.com/modern-go/
}

compile() {
  export GOPATH=$build/go GOCACHE=$build/gocache GO111MODULE=off CGO_ENABLED=0 GOFLAGS=
  cd "$GOPATH/src/k8s.io/kubernetes"
  make generated_files KUBE_GIT_VERSION="v$version"
  local field=k8s.io/kubernetes/vendor/k8s.io/component-base/version stamp
  stamp="-X $field.gitVersion=v$version -X $field.gitTreeState=archive"
  stamp+=" -X $field.gitMajor=$(cut -d. -f1 <<< "$version") -X $field.gitMinor=$(cut -d. -f2 <<< "$version")"
  go build -trimpath -ldflags "-s -w $stamp" -o "$build/kube-apiserver" ./cmd/kube-apiserver
}

with_progress "$build/fetch.log" "fetching the source of kube-apiserver $version" fetch
with_progress "$build/compile.log" "building kube-apiserver $version, once, about 7 minutes" compile

mkdir -p "$cache/$version"
mv "$build/kube-apiserver" "$cache/$version/kube-apiserver"
echo "built kube-apiserver $version"
