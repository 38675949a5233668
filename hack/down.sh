#!/usr/bin/env bash
# Removes what hack/up.sh started, with every trace. Twice does no harm.
set -euo pipefail
cd "$(dirname "$0")/.."
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false

hack/stop-operator.sh /var/lib/mooring-testbed/mooring
testbed=tests/Testbed/bin/Debug/net10.0/Mooring.Tests.Testbed.dll
if [[ ! -e $testbed ]]; then
  dotnet build tests/Testbed -v quiet -nologo -clp:ErrorsOnly
fi
dotnet "$testbed" down
