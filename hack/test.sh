#!/usr/bin/env bash
# Runs all test projects, the fast ones first, and ends with one line: N passed, N failed, N skipped.
set -uo pipefail
cd "$(dirname "$0")/.."

results=artifacts/test-results
summary=artifacts/test-summary
rm -rf "$results" "$summary"
mkdir -p "$results"
passed=0 failed=0 skipped=0

# count FILE NAME: a number from the <Counters> element of a result file.
count() {
  sed -n "s/.*<Counters.* $2=\"\([0-9]*\)\".*/\1/p" "$1"
}

finish() {
  echo "$passed passed, $failed failed, $skipped skipped" | tee "$summary"
  ((failed == 0 && passed > 0))
}

if ! hack/prerequisites.sh; then
  if [[ ${CI:-} == true ]]; then
    failed=1
    finish
    exit 1
  fi
  echo "tests on real parts are skipped"
fi

if ! dotnet build Operator.sln -v quiet -nologo; then
  failed=1
  finish
  exit 1
fi

# Unit tests take seconds: what fails there is known before the real parts start.
unit=tests/Unit/Unit.csproj
mapfile -t projects < <(echo "$unit"; grep -l '<IsTestProject>true' tests/*/*.csproj | grep -vx "$unit")
for project in "${projects[@]}"; do
  name=$(basename "$project" .csproj)
  echo "== $name"
  dotnet test "$project" --no-build --nologo --results-directory "$results" \
    --logger "trx;LogFileName=$name.trx" --logger 'console;verbosity=minimal'
  status=$?
  if [[ ! -e $results/$name.trx ]]; then
    echo "$name gave no results" >&2
    failed=$((failed + 1))
    continue
  fi
  total=$(count "$results/$name.trx" total)
  executed=$(count "$results/$name.trx" executed)
  failures=$(count "$results/$name.trx" failed)
  if ((status != 0 && failures == 0)); then
    echo "$name ended with $status" >&2
    failures=1
  fi
  passed=$((passed + $(count "$results/$name.trx" passed)))
  failed=$((failed + failures))
  skipped=$((skipped + total - executed))
done
finish
