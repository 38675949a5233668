.PHONY: build prerequisites test unit lint generate up down

build:
	dotnet build Operator.sln -v quiet

prerequisites:
	hack/prerequisites.sh

unit:
	dotnet test tests/Unit -v quiet

test:
	hack/test.sh

# The real environment: control plane, registry, Docker hosts.
up:
	hack/up.sh

down:
	hack/down.sh

lint:
	dotnet format Operator.sln --verify-no-changes

# Writes crds/, docs/resources/ and docs/conditions.md from the types of src/Api.
generate:
	dotnet run --project hack/Crds -v quiet -- .
