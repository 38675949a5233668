#!/usr/bin/env bash
# From nothing to the demo: the real environment, the operator, the CRDs, three hosts, one cluster and the demo application.
# Twice does no harm and does nothing it need not.
set -euo pipefail
cd "$(dirname "$0")/.."
# No build server stays behind.
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false

hack/prerequisites.sh
echo "building the test environment and the operator"
dotnet build tests/Testbed -v quiet -nologo -clp:ErrorsOnly
make --no-print-directory publish
testbed=tests/Testbed/bin/Debug/net10.0/Mooring.Tests.Testbed.dll
dotnet "$testbed" up --detach
eval "$(dotnet "$testbed" env)"
export KUBECONFIG=$TESTBED_KUBECONFIG

echo "installing the CRDs"
# A server older than 1.25 does not know validation rules, which kubectl would hold against them.
kubectl apply --validate=false -f crds/ >/dev/null
kubectl wait --for=condition=Established --timeout=60s -f crds/ >/dev/null

hack/run-operator.sh "$TESTBED_STATE" "$TESTBED_GATEWAY:8080"

echo "applying the demo"
apply_secret() {
  kubectl create secret "$@" --dry-run=client -o yaml | kubectl apply -f - >/dev/null
}
certificates=$TESTBED_CLIENT_CERTIFICATES
apply_secret generic dockerhosts-tls --from-file=ca.crt="$certificates/ca.pem" --from-file=tls.crt="$certificates/cert.pem" --from-file=tls.key="$certificates/key.pem"
apply_secret generic registry --type=kubernetes.io/dockerconfigjson --from-file=.dockerconfigjson="$TESTBED_DOCKER_CONFIG/config.json"
kubectl apply -f hack/demo/cluster.yaml -f hack/demo/nodes.yaml >/dev/null
sed "s#\${DEMO_IMAGE}#$TESTBED_REGISTRY/demo/web:1#" hack/demo/placements.yaml | kubectl apply -f - >/dev/null

echo "waiting until all of it is Ready"
for kind in dockernodes clusters placements; do
  kubectl wait --for=condition=Ready --timeout=180s "$kind" --all >/dev/null || {
    echo "not Ready in time:" >&2
    kubectl get mooring -o wide >&2
    exit 1
  }
done
kubectl get mooring -o wide

cat <<TEXT

Paste next:
  export KUBECONFIG=$KUBECONFIG
  kubectl get mooring -o wide
  curl http://10.100.199.202 http://10.100.199.203
  kubectl scale placement webapp --replicas=5 && kubectl wait --for=condition=Ready placement webapp
  kubectl describe placement webapp
The operator's log: $TESTBED_STATE/operator.log, its metrics: http://$TESTBED_GATEWAY:8080/metrics
To remove everything: make down
TEXT
