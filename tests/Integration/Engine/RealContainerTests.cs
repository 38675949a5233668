using System.Formats.Tar;
using System.Text;
using Mooring.Engine;
using Mooring.Engine.Models;
using Mooring.Tests.Testbed.Hosts;
using Mooring.Tests.Testbed.Images;

namespace Mooring.Tests.Integration.Engine;

/// <summary>The client's container calls against real engines.</summary>
[Collection(EnginesGroup.Name)]
public sealed class RealContainerTests(EnginesFixture engines) : IAsyncLifetime
{
    private readonly List<(IDockerClient Client, string ID)> _made = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var (client, id) in _made)
        {
            try
            {
                await client.Containers.RemoveContainerAsync(id, new() { Force = true, RemoveVolumes = true }, default);
            }
            catch (DockerContainerNotFoundException)
            {
                // The test removed it itself.
            }
        }

        foreach (var client in _made.Select(made => made.Client).Distinct())
        {
            client.Dispose();
        }
    }

    [RealTheory]
    [InlineData(EngineRelease.Installed, "1.41")]
    [InlineData(EngineRelease.Newest, null)]
    public async Task Engine_is_known_by_ping_version_and_info(EngineRelease release, string? api)
    {
        using var client = await engines.ClientAsync(release);

        var (ping, version, info) = (await client.System.PingAsync(default), await client.System.GetVersionAsync(default), await client.System.GetSystemInfoAsync(default));

        var negotiated = await client.NegotiateAsync(default);
        Assert.Equal(api ?? negotiated.ToString(), negotiated.ToString());
        Assert.True(negotiated >= ApiVersion.LowestSupported && negotiated <= ApiVersion.HighestSupported, negotiated.ToString());
        Assert.Equal(version.APIVersion, ping.ApiVersion);
        Assert.Equal("linux", ping.OsType);
        Assert.True(info is { ID.Length: > 0, NCPU: > 0, MemTotal: > 0, OSType: "linux", Driver.Length: > 0, CgroupVersion: "1" or "2" }, info.ToString());
        Assert.Contains("zone=test", info.Labels);
        Assert.InRange(info.SystemTime!.Value - TimeProvider.System.GetUtcNow(), TimeSpan.FromSeconds(-5), TimeSpan.FromSeconds(5));
        Assert.Equal("CN=testbed engines", client.ServerCertificate!.Issuer);
    }

    [RealTheory]
    [InlineData(EngineRelease.Installed)]
    [InlineData(EngineRelease.Newest)]
    public async Task Container_lives_from_create_to_remove(EngineRelease release)
    {
        var (client, id) = await CreateAsync(release, new() { Name = "life", Cmd = ["sleep", "600"], Labels = new Dictionary<string, string> { ["test"] = "life" } });
        var containers = client.Containers;

        Assert.True(await containers.StartContainerAsync(id, default));
        Assert.False(await containers.StartContainerAsync(id, default));
        await containers.PauseContainerAsync(id, default);
        Assert.True((await containers.InspectContainerAsync(id, default)).State.Paused);
        await containers.UnpauseContainerAsync(id, default);
        await containers.RenameContainerAsync(id, "life2", default);
        await containers.UpdateContainerAsync(id, new() { CpuShares = 512, RestartPolicy = new() { Name = "on-failure", MaximumRetryCount = 2 } }, default);
        await containers.RestartContainerAsync("life2", new() { WaitBeforeKillSeconds = 0 }, default);
        var entry = Assert.Single(await containers.ListContainersAsync(new() { Filters = Filters.Of(("label", "test=life")) }, default));
        Assert.Equal(("running", id), (entry.State, entry.ID));
        Assert.Equal(["/life2"], entry.Names);
        var inspected = await containers.InspectContainerAsync(id, default);
        Assert.Equal((512L, "on-failure"), (inspected.HostConfig.CpuShares, inspected.HostConfig.RestartPolicy!.Name));
        Assert.True(inspected.State.StartedAt > inspected.Created);
        Assert.Contains((await containers.ListProcessesAsync(id, null, default)).Processes, process => process.Any(field => field.Contains("sleep", StringComparison.Ordinal)));
        await containers.KillContainerAsync(id, "KILL", default);
        await Assert.ThrowsAsync<DockerConflictException>(() => containers.KillContainerAsync(id, null, default));
        Assert.Equal(137, (await containers.WaitContainerAsync(id, null, default)).StatusCode);
        Assert.False(await containers.StopContainerAsync(id, new(), default));
        await containers.RemoveContainerAsync(id, new(), default);
        await Assert.ThrowsAsync<DockerContainerNotFoundException>(() => containers.InspectContainerAsync(id, default));
    }

    [RealTheory]
    [InlineData(EngineRelease.Installed)]
    [InlineData(EngineRelease.Newest)]
    public async Task Every_wish_of_a_template_reaches_the_engine(EngineRelease release)
    {
        var (client, id) = await CreateAsync(release, Everything());

        await client.Containers.StartContainerAsync(id, default);
        var seen = await client.Containers.InspectContainerAsync(id, default);

        var (host, config) = (seen.HostConfig, seen.Config);
        Assert.Equal(("box", "1000:1000", "/tmp", "SIGINT", 3), (config.Hostname, config.User, config.WorkingDir, config.StopSignal, config.StopTimeout));
        Assert.Contains("A=b", config.Env!);
        Assert.Equal((TimeSpan.FromSeconds(7), 4L), (config.Healthcheck!.Interval, config.Healthcheck.Retries));
        Assert.Equal((64L << 20, 32L << 20, 500_000_000L, 256L, 50L), (host.Memory, host.MemoryReservation, host.NanoCpus, host.CpuShares, host.PidsLimit));
        Assert.Equal((true, true, 16L << 20, "runc"), (host.Init, host.ReadonlyRootfs, host.ShmSize, host.Runtime));
        // 28 writes capabilities with their prefix.
        Assert.All([host.CapAdd![0], host.CapDrop![0]], capability => Assert.Matches("^(CAP_)?NET_(ADMIN|RAW)$", capability));
        Assert.Equal(["1.2.3.4", "h:10.0.0.1"], host.DNS!.Concat(host.ExtraHosts!));
        Assert.Equal("1024", host.Sysctls!["net.core.somaxconn"]);
        Assert.Equal(("nofile", 2048, 1024), (host.Ulimits![0].Name, host.Ulimits[0].Hard, host.Ulimits[0].Soft));
        Assert.Equal("/dev/null", host.Devices![0].PathOnHost);
        Assert.Equal(("json-file", "1m"), (host.LogConfig!.Type, host.LogConfig.Config!["max-size"]));
        Assert.Equal(["/cache", "/data", "/scratch"], seen.Mounts.Select(mount => mount.Destination).Concat(host.Tmpfs!.Keys).Distinct().Order());
        Assert.Equal(("always", 0), (host.RestartPolicy!.Name, host.RestartPolicy.MaximumRetryCount));
        var bound = Assert.Single(seen.NetworkSettings.Ports!["80/tcp"]!, binding => binding.HostIP != "::");
        Assert.Equal("18080", bound.HostPort);
        Assert.NotEmpty(seen.NetworkSettings.Networks!["bridge"].IPAddress!);
    }

    [RealTheory]
    [InlineData(EngineRelease.Installed)]
    [InlineData(EngineRelease.Newest)]
    public async Task Gpu_wish_is_understood_where_there_is_none(EngineRelease release)
    {
        var (client, id) = await CreateAsync(release, new()
        {
            HostConfig = new() { DeviceRequests = [new() { Count = -1, Capabilities = [["gpu"]] }] },
        });

        var thrown = await Assert.ThrowsAsync<DockerApiException>(() => client.Containers.StartContainerAsync(id, default));
        Assert.Contains("could not select device driver", thrown.Message, StringComparison.Ordinal);
    }

    [RealTheory]
    [InlineData(EngineRelease.Installed)]
    [InlineData(EngineRelease.Newest)]
    public async Task Refusals_have_their_types(EngineRelease release)
    {
        var (client, _) = await CreateAsync(release, new() { Name = "taken" });

        await Assert.ThrowsAsync<DockerConflictException>(() => client.Containers.CreateContainerAsync(new() { Name = "taken", Image = Shell }, default));
        await Assert.ThrowsAsync<DockerImageNotFoundException>(() => client.Containers.CreateContainerAsync(new() { Image = "nobody/nothing:1" }, default));
        await Assert.ThrowsAsync<DockerContainerNotFoundException>(() => client.Containers.StartContainerAsync("nobody", default));
        await Assert.ThrowsAsync<DockerNetworkNotFoundException>(() => client.Networks.InspectNetworkAsync("nobody", default));
        await Assert.ThrowsAsync<DockerVolumeNotFoundException>(() => client.Volumes.InspectAsync("nobody", default));
        await Assert.ThrowsAsync<DockerExecNotFoundException>(() => client.Exec.InspectContainerExecAsync("nobody", default));
    }

    [RealTheory]
    [InlineData(EngineRelease.Installed)]
    [InlineData(EngineRelease.Newest)]
    public async Task Logs_come_in_two_streams_or_one_with_a_terminal(EngineRelease release)
    {
        const string speak = "echo out; echo err >&2; exit 3";
        var (client, plain) = await CreateAsync(release, new() { Cmd = ["sh", "-c", speak] });
        var (_, terminal) = await CreateAsync(release, new() { Cmd = ["sh", "-c", speak], Tty = true });
        await client.Containers.StartContainerAsync(plain, default);
        await client.Containers.StartContainerAsync(terminal, default);
        Assert.Equal(3, (await client.Containers.WaitContainerAsync(plain, null, default)).StatusCode);
        await client.Containers.WaitContainerAsync(terminal, null, default);

        await using var two = await client.Containers.GetContainerLogsAsync(plain, false, new() { ShowStdout = true, ShowStderr = true }, default);
        await using var one = await client.Containers.GetContainerLogsAsync(terminal, true, new() { ShowStdout = true, ShowStderr = true }, default);

        Assert.Equal(("out\n", "err\n"), await two.ReadOutputToEndAsync(default));
        Assert.Equal(("out\r\nerr\r\n", ""), await one.ReadOutputToEndAsync(default));
    }

    [RealTheory]
    [InlineData(EngineRelease.Installed)]
    [InlineData(EngineRelease.Newest)]
    public async Task Exec_and_attach_give_all_output_after_the_end_of_input(EngineRelease release)
    {
        var (client, id) = await CreateAsync(release, new() { Cmd = ["sh", "-c", "cat; echo bye"], OpenStdin = true, StdinOnce = true, AttachStdin = true, AttachStdout = true });
        await using var attached = await client.Containers.AttachContainerAsync(id, false, new() { Stream = true, Stdin = true, Stdout = true, Stderr = true }, default);
        await client.Containers.StartContainerAsync(id, default);
        var exec = await client.Exec.ExecCreateContainerAsync(
            id, new() { Cmd = ["sh", "-c", "wc -c; exit 5"], AttachStdin = true, AttachStdout = true, AttachStderr = true }, default);
        await using (var stream = await client.Exec.StartAndAttachContainerExecAsync(exec.ID, false, default))
        {
            await stream.WriteAsync(new byte[100_000], default);
            await stream.CloseWriteAsync();
            Assert.Equal("100000", (await stream.ReadOutputToEndAsync(default)).StandardOutput.Trim());
        }

        Assert.Equal((false, 5L), (await client.Exec.InspectContainerExecAsync(exec.ID, default)) is var ended ? (ended.Running, ended.ExitCode) : default);
        await attached.WriteAsync(Encoding.UTF8.GetBytes("hello\n"), default);
        await attached.CloseWriteAsync();
        Assert.Equal("hello\nbye\n", (await attached.ReadOutputToEndAsync(default)).StandardOutput);
    }

    [RealTheory]
    [InlineData(EngineRelease.Installed)]
    [InlineData(EngineRelease.Newest)]
    public async Task File_put_into_a_container_that_never_ran_is_read_back(EngineRelease release)
    {
        var (client, id) = await CreateAsync(release, new());
        using var tar = new MemoryStream();
        await using (var writer = new TarWriter(tar, leaveOpen: true))
        {
            await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, "motd") { DataStream = new MemoryStream("ahoy"u8.ToArray()) });
        }

        tar.Position = 0;
        await client.Containers.ExtractArchiveToContainerAsync(id, new() { Path = "/etc" }, tar, default);
        await using var archive = await client.Containers.GetArchiveFromContainerAsync(id, new() { Path = "/etc/motd" }, default);
        await using var reader = new TarReader(archive.Stream);
        using var content = new StreamReader((await reader.GetNextEntryAsync(copyData: true))!.DataStream!);

        Assert.Equal(("motd", 4L, "ahoy"), (archive.Stat.Name, archive.Stat.Size, await content.ReadToEndAsync()));
        Assert.Contains(await client.Containers.InspectChangesAsync(id, default), change => change.Path == "/etc/motd");
    }

    private static string Shell { get; set; } = "";

    private static CreateContainerParameters Everything() => new()
    {
        Name = "everything",
        Hostname = "box",
        User = "1000:1000",
        WorkingDir = "/tmp",
        Cmd = ["sleep", "600"],
        Env = ["A=b"],
        ExposedPorts = new Dictionary<string, EmptyStruct> { ["80/tcp"] = new() },
        StopSignal = "SIGINT",
        StopTimeout = 3,
        Healthcheck = new() { Test = ["CMD", "true"], Interval = TimeSpan.FromSeconds(7), Timeout = TimeSpan.FromSeconds(2), Retries = 4 },
        HostConfig = new()
        {
            Memory = 64 << 20,
            MemoryReservation = 32 << 20,
            NanoCpus = 500_000_000,
            CpuShares = 256,
            PidsLimit = 50,
            Init = true,
            ReadonlyRootfs = true,
            ShmSize = 16 << 20,
            Runtime = "runc",
            CapAdd = ["NET_ADMIN"],
            CapDrop = ["NET_RAW"],
            DNS = ["1.2.3.4"],
            ExtraHosts = ["h:10.0.0.1"],
            Sysctls = new Dictionary<string, string> { ["net.core.somaxconn"] = "1024" },
            Ulimits = [new() { Name = "nofile", Hard = 2048, Soft = 1024 }],
            Devices = [new() { PathOnHost = "/dev/null", PathInContainer = "/dev/nothing", CgroupPermissions = "rwm" }],
            LogConfig = new() { Type = "json-file", Config = new Dictionary<string, string> { ["max-size"] = "1m" } },
            RestartPolicy = new() { Name = "always" },
            Tmpfs = new Dictionary<string, string> { ["/scratch"] = "size=1m" },
            Mounts =
            [
                new() { Type = "volume", Target = "/data", VolumeOptions = new() { Labels = new Dictionary<string, string> { ["a"] = "b" } } },
                new() { Type = "tmpfs", Target = "/cache", TmpfsOptions = new() { SizeBytes = 1 << 20, Mode = 0x1ff } },
            ],
            PortBindings = new Dictionary<string, IReadOnlyList<PortBinding>> { ["80/tcp"] = [new() { HostPort = "18080" }] },
        },
    };

    private async Task<(IDockerClient Client, string ID)> CreateAsync(EngineRelease release, CreateContainerParameters parameters)
    {
        var testbed = await engines.StartAsync();
        Shell = testbed.Registry.Image("demo/shell", "1");
        var client = _made.Select(made => made.Client).FirstOrDefault() ?? await engines.ClientAsync(release);
        await client.Images.CreateImageAsync(new() { FromImage = Shell }, RegistryAuth(testbed.Registry), null, default);
        var created = await client.Containers.CreateContainerAsync(parameters with { Image = Shell }, default);
        _made.Add((client, created.ID));
        return (client, created.ID);
    }

    private static AuthConfig RegistryAuth(ImageRegistry registry) =>
        new() { Username = ImageRegistry.User, Password = registry.Password, ServerAddress = registry.Address };
}
