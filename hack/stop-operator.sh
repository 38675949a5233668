#!/usr/bin/env bash
# Stops what hack/run-operator.sh started: stop-operator.sh STATE_FOLDER. Twice does no harm.
set -euo pipefail
cd "$(dirname "$0")/.."
pidfile=$1/operator.pid
[[ -e $pidfile ]] || exit 0
pid=$(cat "$pidfile")
# The number may be another process's by now.
if hack/is-operator.sh "$pid"; then
  kill "$pid" 2>/dev/null || true
  for _ in $(seq 100); do
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  kill -9 "$pid" 2>/dev/null || true
fi
rm -f "$pidfile"
