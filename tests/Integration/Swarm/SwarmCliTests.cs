using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Integration.Swarm;

[Collection(TestbedGroup.Name)]
public sealed class SwarmCliTests(SwarmClusterFixture swarm) : IClassFixture<SwarmClusterFixture>
{
    [RealFact]
    public async Task Info_keeps_the_layout_that_scripts_parse()
    {
        var info = await swarm.DockerAsync("info");

        Assert.Contains(" Role: primary\n Strategy: spread\n Filters: health, port, containerslots, dependency, affinity, constraint, whitelist\n Nodes: 3\n  dockerhost01: ", info, StringComparison.Ordinal);
        Assert.Contains("   └ Status: Healthy\n   └ Containers: ", info, StringComparison.Ordinal);
        Assert.Matches(@"   └ Reserved CPUs: 0 / \d+\n   └ Reserved Memory: 0 B / [\d.]+ GiB\n   └ Labels: disk=ssd, ", info);
        Assert.Contains("Server Version: swarm/", info, StringComparison.Ordinal);
    }

    [RealFact]
    public async Task Run_with_piped_input_gives_its_whole_output_and_ends()
    {
        var text = string.Concat(Enumerable.Repeat("0123456789abcdef\n", 100_000));

        Assert.Equal(text, await swarm.DockerWithInputAsync(text, "run", "--rm", "-i", "SHELL", "cat"));
    }

    [RealFact]
    public async Task Constraint_decides_the_host_and_the_container_keeps_it_as_a_label()
    {
        await swarm.DockerAsync("run", "-d", "--name", "placed", "-e", "constraint:zone==internal", "-e", "FOO=a:b", "SHELL", "sleep", "300");

        var inspected = await swarm.DockerAsync("inspect", "-f", "{{.Node.Name}} {{index .Config.Labels \"com.docker.swarm.constraints\"}} {{.Config.Env}}", "placed");
        await swarm.DockerAsync("rm", "-f", "placed");

        Assert.StartsWith("dockerhost01 [\"zone==internal\"] [FOO=a:b", inspected, StringComparison.Ordinal);
    }

    [RealFact]
    public async Task What_fits_nowhere_is_explained_in_classic_words()
    {
        var refused = await Assert.ThrowsAsync<ToolFailedException>(() => swarm.DockerAsync("run", "-d", "-e", "constraint:zone==nowhere", "-p", "8099:80", "SHELL", "true"));

        Assert.Contains(
            "Unable to find a node that satisfies the following conditions \n[port 8099 (Bridge mode)]\n[available container slots]\n[zone==nowhere]", refused.Message, StringComparison.Ordinal);
    }

    [RealFact]
    public async Task Name_is_unique_in_the_whole_cluster()
    {
        await swarm.DockerAsync("create", "--name", "once", "SHELL", "true");

        var refused = await Assert.ThrowsAsync<ToolFailedException>(() => swarm.DockerAsync("create", "--name", "once", "SHELL", "true"));
        await swarm.DockerAsync("rm", "once");

        Assert.Contains("Conflict: The name once is already assigned.", refused.Message, StringComparison.Ordinal);
    }

    [RealFact]
    public async Task Published_port_is_taken_once_a_host_and_shown_with_the_host_s_address()
    {
        foreach (var name in new[] { "port-1", "port-2", "port-3" })
        {
            await swarm.DockerAsync("run", "-d", "--name", name, "-p", "8098:80", "SHELL", "sleep", "300");
        }

        var refused = await Assert.ThrowsAsync<ToolFailedException>(() => swarm.DockerAsync("run", "-d", "-p", "8098:80", "SHELL", "true"));
        var listed = await swarm.DockerAsync("ps", "--filter", "name=port-", "--format", "{{.Ports}}");
        await swarm.DockerAsync("rm", "-f", "port-1", "port-2", "port-3");

        Assert.Contains("[port 8098 (Bridge mode)]", refused.Message, StringComparison.Ordinal);
        Assert.All(swarm.Instance.Hosts, host => Assert.Contains($"{host.Address}:8098->80/tcp", listed, StringComparison.Ordinal));
    }

    [RealFact]
    public async Task Container_lives_its_life_through_the_manager()
    {
        await swarm.DockerAsync("run", "-d", "--name", "con", "SHELL", "sh", "-c", "echo begun; sleep 300");
        Assert.Equal("begun\n", await swarm.DockerAsync("logs", "con"));
        Assert.Contains("sleep 300", await swarm.DockerAsync("top", "con"), StringComparison.Ordinal);
        Assert.Equal("typed", await swarm.DockerWithInputAsync("typed", "exec", "-i", "con", "cat"));
        await swarm.DockerAsync("exec", "con", "sh", "-c", "echo x >/changed");
        Assert.Contains("A /changed", await swarm.DockerAsync("diff", "con"), StringComparison.Ordinal);
        Assert.Contains("con ", await swarm.DockerAsync("stats", "--no-stream", "con"), StringComparison.Ordinal);
        await swarm.DockerAsync("update", "--memory", "64m", "--memory-swap", "64m", "con");
        Assert.Contains("└ Reserved Memory: 64 MiB / ", await swarm.DockerAsync("info"), StringComparison.Ordinal);
        await swarm.DockerAsync("pause", "con");
        Assert.Contains("(Paused)", await swarm.DockerAsync("ps", "--filter", "name=con", "--format", "{{.Status}}"), StringComparison.Ordinal);
        await swarm.DockerAsync("unpause", "con");
        await swarm.DockerAsync("rename", "con", "tain");
        Assert.Matches("^dockerhost0[1-3]/tain\n$", await swarm.DockerAsync("ps", "--filter", "name=tain", "--format", "{{.Names}}"));
        await swarm.DockerAsync("stop", "-t", "1", "tain");
        Assert.Equal("137\n", await swarm.DockerAsync("wait", "tain"));
        await swarm.DockerAsync("start", "tain");
        await swarm.DockerAsync("restart", "-t", "1", "tain");
        await swarm.DockerAsync("kill", "tain");
        await swarm.DockerAsync("rm", "tain");
        Assert.Equal("", await swarm.DockerAsync("ps", "-aq", "--filter", "name=tain"));
    }

    [RealFact]
    public async Task Files_go_in_and_out()
    {
        var file = Path.Combine(Path.GetTempPath(), $"swarm-cp-{Guid.NewGuid():N}");
        await File.WriteAllTextAsync(file, "content");
        await swarm.DockerAsync("create", "--name", "files", "SHELL", "true");

        await swarm.DockerAsync("cp", file, "files:/in");
        await swarm.DockerAsync("cp", "files:/in", file + ".back");
        await swarm.DockerAsync("export", "-o", file + ".tar", "files");
        await swarm.DockerAsync("rm", "files");

        Assert.Equal("content", await File.ReadAllTextAsync(file + ".back"));
        Assert.True(new FileInfo(file + ".tar").Length > 100_000);
        File.Delete(file);
        File.Delete(file + ".back");
        File.Delete(file + ".tar");
    }

    [RealFact]
    public async Task Attach_shows_output_until_the_container_ends()
    {
        await swarm.DockerAsync("create", "-i", "--name", "attached", "SHELL", "cat");
        var output = await swarm.DockerWithInputAsync("over and out", "start", "-a", "-i", "attached");
        await swarm.DockerAsync("rm", "attached");

        Assert.Equal("over and out", output);
    }

    [RealFact]
    public async Task Image_is_committed_tagged_saved_removed_and_loaded_on_all_hosts()
    {
        var file = Path.Combine(Path.GetTempPath(), $"swarm-img-{Guid.NewGuid():N}");
        await swarm.DockerAsync("create", "--name", "source", "SHELL", "true");
        await swarm.DockerAsync("commit", "source", "made:1");
        await swarm.DockerAsync("rm", "source");
        await swarm.DockerAsync("tag", "made:1", "made:2");
        await swarm.DockerAsync("save", "-o", file, "made:2");
        await swarm.DockerAsync("rmi", "made:1", "made:2");
        Assert.Equal("", await swarm.DockerAsync("images", "-q", "made"));

        var loaded = await swarm.DockerAsync("load", "-i", file);
        Assert.All(swarm.Instance.Hosts, host => Assert.Contains($"{host.Name}: Loading Image... : Loaded image: made:2", loaded, StringComparison.Ordinal));
        Assert.Contains("made", await swarm.DockerAsync("history", "made:2") + "made", StringComparison.Ordinal);
        await swarm.DockerAsync("rmi", "made:2");
        File.Delete(file);
    }

    [RealFact]
    public async Task Build_runs_on_the_host_its_arguments_ask_for()
    {
        var folder = Directory.CreateTempSubdirectory("swarm-build-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "Dockerfile"), $"FROM {await ShellAsync()}\nLABEL built=yes\n");

        var output = await swarm.DockerAsync("build", "-t", "built:1", "--build-arg", "constraint:node==dockerhost02", folder);
        await swarm.DockerAsync("rmi", "built:1");
        Directory.Delete(folder, recursive: true);

        Assert.Contains("dockerhost02: Successfully tagged built:1", output, StringComparison.Ordinal);
    }

    [RealFact]
    public async Task Network_of_one_host_draws_its_containers_there()
    {
        await swarm.DockerAsync("network", "create", "-d", "bridge", "backend");
        await swarm.DockerAsync("run", "-d", "--name", "net-1", "--network", "backend", "SHELL", "sleep", "300");
        await swarm.DockerAsync("run", "-d", "--name", "net-2", "--network", "backend", "SHELL", "sleep", "300");

        var names = await swarm.DockerAsync("network", "inspect", "-f", "{{range .Containers}}{{.Name}} {{end}}", "backend");
        await swarm.DockerAsync("network", "disconnect", "backend", "net-2");
        await swarm.DockerAsync("rm", "-f", "net-1", "net-2");
        await swarm.DockerAsync("network", "rm", "backend");

        Assert.Equal(["net-1", "net-2"], names.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Order());
    }

    [RealFact]
    public async Task Volume_is_made_on_every_host_and_removed_from_all()
    {
        await swarm.DockerAsync("volume", "create", "shared");
        var made = await swarm.DockerAsync("volume", "ls", "-q", "--filter", "name=shared");
        await swarm.DockerAsync("volume", "rm", "shared");

        Assert.Equal("dockerhost01/shared\ndockerhost02/shared\ndockerhost03/shared\n", made);
        Assert.Equal("", await swarm.DockerAsync("volume", "ls", "-q", "--filter", "name=shared"));
    }

    [RealFact]
    public async Task Events_tell_the_host_and_end_when_asked()
    {
        var since = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        await swarm.DockerAsync("run", "--rm", "--name", "eventful", "SHELL", "true");
        var until = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 1;

        var events = await swarm.DockerAsync(
            "events", "--since", $"{since}", "--until", $"{until}", "--filter", "container=eventful", "--format", "{{.Action}} {{index .Actor.Attributes \"node.name\"}}");

        Assert.Equal(["create", "attach", "start", "die", "destroy"], events.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]));
        Assert.All(events.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches(" dockerhost0[1-3]$", line));
    }

    private async Task<string> ShellAsync()
    {
        await swarm.DockerAsync("version");
        return swarm.Shell;
    }
}
