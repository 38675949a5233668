using System.Diagnostics;

namespace Mooring.Tests.Unit.Pki;

/// <summary>The <c>openssl</c> program as a second opinion, with a directory of its own for the files it reads.</summary>
internal sealed class Openssl : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private readonly string _directory = Directory.CreateTempSubdirectory("mooring-pki-").FullName;

    public string Write(string name, string text)
    {
        var path = Path.Combine(_directory, name);
        File.WriteAllText(path, text);
        return path;
    }

    public string Read(string name) => File.ReadAllText(Path.Combine(_directory, name));

    /// <summary>Runs to the end and gives the exit code with everything printed.</summary>
    public async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        using var timeout = new CancellationTokenSource(Deadline);
        using var process = Process.Start(new ProcessStartInfo("openssl", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = _directory,
        })!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
        var errors = process.StandardError.ReadToEndAsync(timeout.Token);
        await process.WaitForExitAsync(timeout.Token);
        return (process.ExitCode, await output + await errors);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
