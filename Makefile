.PHONY: build test unit lint

build:
	dotnet build Operator.sln -v quiet

unit:
	dotnet test tests/Unit -v quiet

test: unit

lint:
	dotnet format Operator.sln --verify-no-changes
