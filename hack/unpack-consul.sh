#!/usr/bin/env bash
# Unpacks Consul, from Debian's bullseye (the last release that has it), into the cache. It is not installed.
set -euo pipefail
cd "$(dirname "$0")"
. ./apt-private.sh

suite=bullseye
cache=${XDG_CACHE_HOME:-$HOME/.cache}/mooring/consul
mkdir -p "$cache"
exec 9> "$cache/.lock"
flock --nonblock 9 || { echo "another run unpacks Consul; waiting for it"; flock 9; }
if compgen -G "$cache/*/usr/bin/consul" > /dev/null; then
  exit 0
fi

rm -rf "$cache"/.unpack.*
unpack=$(mktemp -d "$cache/.unpack.XXXXXX")
trap 'rm -rf "$unpack"' EXIT

with_progress "$unpack/lists.log" "reading the package lists of $suite" private_apt_init "$unpack/apt" "$suite" deb
package=$(private_apt "$unpack/apt" apt-cache madison consul | awk -F '|' 'NR == 1 { gsub(/ /, "", $2); print $2 }')
version=${package%%[-+~]*}
with_progress "$unpack/download.log" "unpacking Consul $version" private_apt_unpack "$unpack/apt" "$unpack/consul" consul

chmod 755 "$unpack/consul"
mv "$unpack/consul" "$cache/$version"
echo "unpacked Consul $version"
