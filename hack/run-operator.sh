#!/usr/bin/env bash
# Runs the published operator in the background, unless it runs already: run-operator.sh STATE_FOLDER ADDRESS. KUBECONFIG says where.
# Twice does no harm: only another executable replaces the one that runs.
set -euo pipefail
cd "$(dirname "$0")/.."
state=$1
address=$2
pidfile=$state/operator.pid

running() {
  [[ -e $pidfile ]] && hack/is-operator.sh "$(cat "$pidfile")"
}

if running && [[ $pidfile -nt out/mooring-operator ]]; then
  exit 0
fi
hack/stop-operator.sh "$state"
echo "starting the operator"
setsid out/mooring-operator --bind-address "$address" </dev/null >>"$state/operator.log" 2>&1 &
echo $! >"$pidfile"
for _ in $(seq 150); do
  curl --silent --fail "http://$address/readyz" >/dev/null && exit 0
  running || break
  sleep 0.2
done
echo "the operator did not start; the end of $state/operator.log:" >&2
tail -n 20 "$state/operator.log" >&2
exit 1
