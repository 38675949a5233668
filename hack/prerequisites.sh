#!/usr/bin/env bash
# Installs what the real test environment needs: Debian packages, kube-apiserver (built once), a newer Docker engine and Consul.
# Does nothing when all is there. No installed service is left running.
set -euo pipefail
cd "$(dirname "$0")"
. ./apt-private.sh

export DEBIAN_FRONTEND=noninteractive
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
cache=${XDG_CACHE_HOME:-$HOME/.cache}/mooring
policy=/usr/sbin/policy-rc.d
policy_marker='# Mooring installs its prerequisites.'

# Package of each command.
declare -A package_of=(
  [dockerd]=docker.io [docker]=docker.io [containerd]=containerd [runc]=runc [ip]=iproute2 [iptables]=iptables
  [etcd]=etcd-server [docker-registry]=docker-registry [kubectl]=kubernetes-client [curl]=curl [openssl]=openssl
)
declare -A package_of_build=([go]=golang-go [jq]=jq [rsync]=rsync [make]=make [dpkg-source]=dpkg-dev)

# A server from elsewhere makes the build, and what it needs, unnecessary.
kube_apiserver_exists() {
  [[ -x ${KUBE_APISERVER:-} ]] || command -v kube-apiserver > /dev/null ||
    [[ -n ${KUBEBUILDER_ASSETS:-} && -x $KUBEBUILDER_ASSETS/kube-apiserver ]] ||
    compgen -G "$cache/kube-apiserver/*/kube-apiserver" > /dev/null
}

missing_packages() {
  local name
  for name in "${!package_of[@]}"; do
    command -v "$name" > /dev/null || echo "${package_of[$name]}"
  done
  # Images are made of busybox with its libraries; the static one cannot look up names.
  ldd "$(command -v busybox)" > /dev/null 2>&1 || echo busybox
  # ZooKeeper is a library that Java runs; it puts no command on PATH.
  [[ -e /usr/share/java/zookeeper.jar ]] || echo zookeeper
  if ! kube_apiserver_exists; then
    for name in "${!package_of_build[@]}"; do
      command -v "$name" > /dev/null || echo "${package_of_build[$name]}"
    done
  fi
}

# Packages of servers start them; this answer of policy-rc.d forbids it. An existing file is put back.
forbid_service_start() {
  if [[ -e $policy && ! -e $policy.saved ]] && ! grep -qs "$policy_marker" "$policy"; then
    cp -a "$policy" "$policy.saved"
  fi
  printf '#!/bin/sh\n%s\nexit 101\n' "$policy_marker" > "$policy"
  chmod 755 "$policy"
}

restore_service_start() {
  if [[ -e $policy.saved ]]; then
    mv "$policy.saved" "$policy"
  else
    rm -f "$policy"
  fi
}

install_packages() {
  local log
  log=$(mktemp)
  with_progress "$log" "reading the package lists" apt-get update -qq
  forbid_service_start
  trap restore_service_start EXIT
  with_progress "$log" "installing $*" apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=600 "$@"
  restore_service_start
  trap - EXIT
  rm -f "$log"
  if [[ -d /run/systemd/system ]]; then
    # The environment runs its own; the system's would start at the next boot.
    for package in "$@"; do
      dpkg-query -L "$package" | sed -n 's,.*/systemd/system/\([^/]*\.\(service\|socket\)\)$,\1,p' |
        xargs --no-run-if-empty systemctl disable --quiet || true
    done
  fi
}

mkdir -p "$cache"
exec 8> "$cache/.prerequisites.lock"
flock --nonblock 8 || { echo "another run installs the prerequisites; waiting for it"; flock 8; }

mapfile -t packages < <(missing_packages | sort -u)
if ((${#packages[@]} > 0)); then
  if ((EUID != 0)); then
    echo "missing packages, and only root can install them: ${packages[*]}" >&2
    exit 1
  fi
  install_packages "${packages[@]}"
fi

if ! compgen -G "$cache/engine/*/usr/sbin/dockerd" > /dev/null; then
  ./unpack-engine.sh
fi

if ! compgen -G "$cache/consul/*/usr/bin/consul" > /dev/null; then
  ./unpack-consul.sh
fi

if ! kube_apiserver_exists; then
  ./build-kube-apiserver.sh
fi
