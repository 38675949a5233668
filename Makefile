.PHONY: build prerequisites test unit lint generate publish up down bench swarm-image

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

# Self-contained executables under out/.
publish: out/mooring-operator out/swarm

SOURCES := $(shell find src -name '*.cs' -not -path '*/obj/*' -o -name '*.csproj') Directory.Build.props Directory.Packages.props

out/mooring-operator: $(SOURCES)
	dotnet publish src/Operator -c Release -r linux-x64 --self-contained -p:PublishSingleFile=true -v quiet -nologo -o out/publish/operator
	mv out/publish/operator/Mooring.Operator $@
	touch $@

out/swarm: $(SOURCES)
	dotnet publish src/Swarm -c Release -r linux-x64 --self-contained -p:PublishSingleFile=true -v quiet -nologo -o out/publish/swarm
	mv out/publish/swarm/swarm $@
	touch $@

# The image of the swarm program: make swarm-image BASE=debian:12-slim
swarm-image: out/swarm
	docker build --build-arg BASE=$(or $(BASE),debian:12-slim) -f src/Swarm/Dockerfile -t mooring/swarm out

# One manager, or two side by side: make bench BINARIES="out/swarm /path/to/other"
bench:
	dotnet build tests/Bench -c Release -v quiet
	dotnet build src/Swarm -c Release -v quiet
	dotnet tests/Bench/bin/Release/net10.0/Mooring.Tests.Bench.dll $(or $(BINARIES),src/Swarm/bin/Release/net10.0/swarm.dll)
