#!/usr/bin/env bash
# Starts the real environment: control plane, image registry and three Docker hosts. Twice does no harm.
set -euo pipefail
cd "$(dirname "$0")/.."
# No build server stays behind.
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false

hack/prerequisites.sh
echo "building the test environment"
dotnet build tests/Testbed -v quiet -nologo
dotnet tests/Testbed/bin/Debug/net10.0/Mooring.Tests.Testbed.dll up --detach
