namespace Mooring.Tests.Testbed.Images;

/// <summary>The images a testbed's registry holds from the start.</summary>
public static class DemoImages
{
    // The process of number 1 has no default reaction to SIGTERM, so the shell stops the server.
    private const string Start = """
        #!/bin/sh
        httpd -f -p "${PORT:-80}" -h /www &
        trap 'kill $!; exit 0' TERM INT
        wait $!

        """;

    // httpd runs it for "/" when there is no index.html.
    private const string Page = """
        #!/bin/sh
        echo "Content-Type: text/plain"
        echo
        if [ -n "$UPSTREAM" ]; then
          wget -q -T 5 -O - "$UPSTREAM"
        else
          echo "${SERVICE_NAME:-web} version $VERSION on $(hostname)"
        fi

        """;

    /// <summary>
    /// A web server which answers <c>/</c> with its <c>SERVICE_NAME</c>, version and host name, or, when <c>UPSTREAM</c> is set, with what
    /// it fetches from there. It listens on <c>PORT</c>, 80 by default, and ends at once on SIGTERM.
    /// </summary>
    public static async Task<ContainerImage> WebAsync(string version, CancellationToken ct = default)
    {
        var files = await RootFilesystem.BusyboxAsync(ct);
        files.AddText("bin/web", Start, executable: true);
        files.AddText("www/cgi-bin/index.cgi", Page, executable: true);
        return await ContainerImage.FromAsync(files, ct) with
        {
            Command = ["/bin/web"],
            Environment = ["PATH=/bin", $"VERSION={version}"],
            ExposedPorts = ["80/tcp"],
        };
    }

    /// <summary>A shell with busybox' commands.</summary>
    public static async Task<ContainerImage> ShellAsync(CancellationToken ct = default) =>
        await ContainerImage.FromAsync(await RootFilesystem.BusyboxAsync(ct), ct) with { Command = ["/bin/sh"], Environment = ["PATH=/bin"] };
}
