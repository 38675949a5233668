.PHONY: build prerequisites test unit lint

build:
	dotnet build Operator.sln -v quiet

prerequisites:
	hack/prerequisites.sh

unit:
	dotnet test tests/Unit -v quiet

test: unit

lint:
	dotnet format Operator.sln --verify-no-changes
