using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Mooring.Swarm.Logging;

/// <summary>Writes log lines in logrus' text form: <c>time="…" level=info msg="…" key=value</c>, keys in order of name.</summary>
/// <remarks>A log message's parameters are not repeated as fields; fields are those of a scope given as key-value pairs.</remarks>
public sealed class LogrusProvider(TextWriter output, LogLevel minimum, TimeProvider clock) : ILoggerProvider
{
    private readonly ConcurrentDictionary<string, ILogger> _loggers = [];
    private readonly Lock _writing = new();

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => _loggers.GetOrAdd(categoryName, name =>
        new LogrusLogger(this, IsOurs(name) ? minimum : Later(minimum, LogLevel.Error)));

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    /// <summary>Writes one line.</summary>
    /// <param name="level">logrus' name of the level.</param>
    /// <param name="message">The text.</param>
    /// <param name="fields">Further fields.</param>
    public void Write(string level, string message, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var line = new StringBuilder();
        Append(line, "time", clock.GetLocalNow().ToString("yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture).Replace("+00:00", "Z", StringComparison.Ordinal));
        Append(line, "level", level);
        Append(line, "msg", message);
        foreach (var (key, value) in fields.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            Append(line, key, value);
        }

        lock (_writing)
        {
            output.WriteLine(line);
            output.Flush();
        }
    }

    // The web server's own lines are noise to an operator of a swarm; its errors are not.
    private static bool IsOurs(string category) => category.StartsWith("Mooring", StringComparison.Ordinal);

    private static LogLevel Later(LogLevel left, LogLevel right) => left > right ? left : right;

    private static void Append(StringBuilder line, string key, string value)
    {
        if (line.Length > 0)
        {
            line.Append(' ');
        }

        line.Append(key).Append('=');
        if (value.Length > 0 && value.All(c => char.IsAsciiLetterOrDigit(c) || "-._/@^+".Contains(c, StringComparison.Ordinal)))
        {
            line.Append(value);
            return;
        }

        line.Append('"');
        foreach (var c in value)
        {
            line.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when char.IsControl(c) => string.Create(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"),
                _ => c.ToString(),
            });
        }

        line.Append('"');
    }

    private sealed class LogrusLogger(LogrusProvider provider, LogLevel minimum) : ILogger
    {
        private readonly AsyncLocal<Fields?> _scope = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            var outer = _scope.Value;
            _scope.Value = state is IEnumerable<KeyValuePair<string, object?>> pairs ? new(pairs, outer) : outer;
            return new Restore(() => _scope.Value = outer);
        }

        public bool IsEnabled(LogLevel logLevel) => logLevel >= minimum && logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
            {
                return;
            }

            var fields = _scope.Value?.All() ?? [];
            if (exception is not null)
            {
                fields = fields.Append(new("error", exception.Message));
            }

            provider.Write(NameOf(logLevel), formatter(state, exception), fields);
        }

        private static string NameOf(LogLevel level) => level switch
        {
            LogLevel.Trace or LogLevel.Debug => "debug",
            LogLevel.Information => "info",
            LogLevel.Warning => "warning",
            LogLevel.Error => "error",
            _ => "fatal",
        };
    }

    private sealed record Fields(IEnumerable<KeyValuePair<string, object?>> Own, Fields? Outer)
    {
        public IEnumerable<KeyValuePair<string, string>> All() =>
            Own.Where(pair => pair.Key != "{OriginalFormat}").Select(pair => new KeyValuePair<string, string>(pair.Key, $"{pair.Value}")).Concat(Outer?.All() ?? []);
    }

    private sealed class Restore(Action restore) : IDisposable
    {
        public void Dispose() => restore();
    }
}
