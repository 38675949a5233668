using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Mooring.Kube.Events;

/// <summary>Who reports events, and how sparingly.</summary>
public sealed class EventRecorderOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Events";

    /// <summary>A qualified name.</summary>
    [Required]
    public string Controller { get; set; } = "mooring.dev/operator";

    /// <summary>Which process; the host name when empty. Cut at 128 characters.</summary>
    public string Instance { get; set; } = "";

    /// <summary>Events that may wait to be written.</summary>
    [Range(1, 100_000)]
    public int Capacity { get; set; } = 1000;

    /// <summary>The count of a repeated event is written at most this often.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan SeriesPeriod { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>An event not seen for so long begins anew when it is seen again.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan SeriesEnd { get; set; } = TimeSpan.FromMinutes(6);
}

/// <summary>Checks the options at start.</summary>
[OptionsValidator]
public sealed partial class EventRecorderOptionsValidator : IValidateOptions<EventRecorderOptions>;
