namespace Mooring.Api.Validation;

/// <summary>Collects the errors of one object, in the order of its fields.</summary>
internal sealed class FieldErrors
{
    private readonly List<FieldError> _errors = [];

    public IReadOnlyList<FieldError> All => _errors;

    /// <summary>Adds an error when <paramref name="holds"/> is false.</summary>
    public void Require(bool holds, string path, string message)
    {
        if (!holds)
        {
            _errors.Add(new FieldError(path, message));
        }
    }

    /// <summary>Adds an error for a duration outside its range; an absent one passes.</summary>
    public void Range(GoDuration? value, GoDuration least, GoDuration most, string path) =>
        Require(value is null || (value >= least && value <= most), path, $"{value} is out of range: give {least} to {most}");

    /// <summary>Adds an error for a duration that is too short; an absent one passes.</summary>
    public void AtLeast(GoDuration? value, GoDuration least, string path) =>
        Require(value is null || value >= least, path, $"{value} is too short: give at least {least}");

    /// <summary>Adds an error for a quantity that is too small; an absent one passes.</summary>
    public void AtLeast(Quantity? value, Quantity least, string path) =>
        Require(value is null || value >= least, path, $"{value} is too small: give at least {least}");

    /// <summary>Adds an error for every entry equal to an earlier one.</summary>
    public void Unique<T>(IEnumerable<(T Key, string Path)> entries, Func<T, string> message)
        where T : notnull
    {
        var seen = new HashSet<T>();
        foreach (var (key, path) in entries)
        {
            Require(seen.Add(key), path, message(key));
        }
    }

    /// <summary>Runs <paramref name="check"/> on every entry with its path.</summary>
    public static void Each<T>(IReadOnlyList<T> entries, string path, Action<T, string> check)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            check(entries[i], $"{path}[{i}]");
        }
    }
}
