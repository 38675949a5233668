#!/usr/bin/env bash
# Unpacks a newer Docker engine, from Debian's unstable suite, into the cache: tests run it beside the installed one.
# It is not installed, and uses the installed runc (the newer one needs a newer libc).
set -euo pipefail
cd "$(dirname "$0")"
. ./apt-private.sh

suite=sid
cache=${XDG_CACHE_HOME:-$HOME/.cache}/mooring/engine
mkdir -p "$cache"
exec 9> "$cache/.lock"
flock --nonblock 9 || { echo "another run unpacks the engine; waiting for it"; flock 9; }
if compgen -G "$cache/*/usr/sbin/dockerd" > /dev/null; then
  exit 0
fi

rm -rf "$cache"/.unpack.*
unpack=$(mktemp -d "$cache/.unpack.XXXXXX")
trap 'rm -rf "$unpack"' EXIT

with_progress "$unpack/lists.log" "reading the package lists of $suite" private_apt_init "$unpack/apt" "$suite" deb
package=$(private_apt "$unpack/apt" apt-cache madison docker.io | awk -F '|' 'NR == 1 { gsub(/ /, "", $2); print $2 }')
version=${package%%[-+~]*}
with_progress "$unpack/download.log" "unpacking Docker engine $version" \
  private_apt_unpack "$unpack/apt" "$unpack/engine" docker.io containerd

chmod 755 "$unpack/engine"
mv "$unpack/engine" "$cache/$version"
echo "unpacked Docker engine $version"
