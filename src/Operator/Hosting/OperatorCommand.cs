using System.CommandLine;
using System.Globalization;
using Mooring.Api;

namespace Mooring.Operator.Hosting;

/// <summary>
/// The command line: one flag an option. A flag that is not given takes the environment variable of the same name
/// (<c>--watch-namespace</c>: <c>MOORING_WATCH_NAMESPACE</c>), then the default.
/// </summary>
public sealed class OperatorCommand
{
    private static readonly OperatorOptions Defaults = new();
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly RootCommand _root = new("Mooring ties Docker hosts outside Kubernetes to a cluster.");
    private readonly List<string> _problems = [];

    /// <summary>Builds the command.</summary>
    /// <param name="environment">The process environment.</param>
    /// <param name="runAsync">What to run with valid options; its result is the exit code.</param>
    public OperatorCommand(IReadOnlyDictionary<string, string> environment, Func<OperatorOptions, CancellationToken, Task<int>> runAsync)
    {
        _environment = environment;
        var kubeconfig = Text("--kubeconfig", "Path of a kubeconfig file (default: KUBECONFIG, ~/.kube/config, in-cluster)", Defaults.Kubeconfig);
        var ns = Text("--watch-namespace", "The one namespace to watch (default: all)", Defaults.WatchNamespace);
        var owner = Text("--owner", "Identity of this installation on the engines (default: derived from the Kubernetes cluster)", Defaults.Owner);
        var bind = Text("--bind-address", "Address for /healthz, /readyz and /metrics", Defaults.BindAddress);
        var elect = Flag("--leader-elect", "Let a Lease decide which of several operators acts", Defaults.LeaderElect);
        var electNamespace = Text("--leader-election-namespace", "Namespace of the Lease (default: the operator's own)", Defaults.LeaderElectionNamespace);
        var lease = Flag("--leader-election-lease-duration", "How long standbys wait before they take over", Defaults.LeaseDuration, ParseDuration);
        var workers = Flag("--workers", "Reconciles of one kind at the same time", Defaults.Workers, ParseInteger);
        var operations = Flag("--operations-per-engine", "Pulls, creates, starts and removals at the same time on one engine", Defaults.OperationsPerEngine, ParseInteger);
        var format = Flag("--log-format", "Form of the log lines: console or json", Defaults.LogFormat, ParseEnum<LogFormat>);
        var level = Flag("--log-level", "Least severe level logged: trace, debug, information, warning, error", Defaults.LogLevel, ParseEnum<LogLevel>);

        _root.SetAction(async (parsed, ct) =>
        {
            var options = new OperatorOptions
            {
                Kubeconfig = parsed.GetValue(kubeconfig),
                WatchNamespace = parsed.GetValue(ns),
                Owner = parsed.GetValue(owner),
                BindAddress = parsed.GetValue(bind)!,
                LeaderElect = parsed.GetValue(elect),
                LeaderElectionNamespace = parsed.GetValue(electNamespace),
                LeaseDuration = parsed.GetValue(lease),
                Workers = parsed.GetValue(workers),
                OperationsPerEngine = parsed.GetValue(operations),
                LogFormat = parsed.GetValue(format),
                LogLevel = parsed.GetValue(level),
            };
            return Check(options, parsed.InvocationConfiguration.Error) ? await runAsync(options, ct) : 1;
        });
    }

    /// <summary>Parses the arguments, prints help, version or what is wrong, or runs.</summary>
    /// <returns>The exit code: 0 after a clean stop, 1 for bad input.</returns>
    public Task<int> InvokeAsync(string[] args, InvocationConfiguration configuration) =>
        _root.Parse(args).InvokeAsync(configuration);

    private bool Check(OperatorOptions options, TextWriter errors)
    {
        var problems = _problems.Concat(options.Problems()).ToList();
        problems.ForEach(errors.WriteLine);
        return problems.Count == 0;
    }

    private Option<string?> Text(string name, string description, string? fallback) =>
        Flag(name, description, fallback, static text => (text, null));

    private Option<bool> Flag(string name, string description, bool fallback) =>
        Flag(name, description, fallback, static text => bool.TryParse(text, out var value) ? (value, null) : (default, "true or false"));

    private Option<T> Flag<T>(string name, string description, T fallback, Func<string, (T? Value, string? Wanted)> parse)
    {
        var variable = "MOORING" + name[1..].Replace('-', '_').ToUpperInvariant();
        var option = new Option<T>(name)
        {
            Description = $"{description} [{variable}]",
            Arity = typeof(T) == typeof(bool) ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne,
            CustomParser = result =>
            {
                if (result.Tokens.Count == 0)
                {
                    return (T)(object)true;
                }

                var (value, wanted) = parse(result.Tokens[0].Value);
                if (wanted is not null)
                {
                    result.AddError($"{name} must be {wanted}, not '{result.Tokens[0].Value}'");
                }

                return value!;
            },
            DefaultValueFactory = _ => FromEnvironment(variable, fallback, parse),
        };
        _root.Options.Add(option);
        return option;
    }

    private T FromEnvironment<T>(string variable, T fallback, Func<string, (T? Value, string? Wanted)> parse)
    {
        if (!_environment.TryGetValue(variable, out var text) || text.Length == 0)
        {
            return fallback;
        }

        var (value, wanted) = parse(text);
        if (wanted is not null)
        {
            _problems.Add($"{variable} must be {wanted}, not '{text}'");
        }

        return value!;
    }

    private static (int Value, string? Wanted) ParseInteger(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? (value, null) : (0, "a whole number");

    private static (T Value, string? Wanted) ParseEnum<T>(string text)
        where T : struct, Enum =>
        Enum.TryParse<T>(text, ignoreCase: true, out var value) && !char.IsDigit(text[0])
            ? (value, null)
            : (default, "one of " + string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant());

    private static (TimeSpan Value, string? Wanted) ParseDuration(string text) =>
        GoDuration.TryParse(text, out var value) ? (value.ToTimeSpan(), null) : (default, "a duration such as 15s or 1m30s");
}
