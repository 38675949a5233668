using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Mooring.Kube.LeaderElection;

/// <summary>Which lease decides, and its timing. The defaults are those of client-go.</summary>
public sealed class LeaderElectionOptions : IValidatableObject
{
    /// <summary>The name of the section.</summary>
    public const string Section = "LeaderElection";

    /// <summary>False for a process that is certainly alone.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Namespace of the Lease; the client's own when empty.</summary>
    public string Namespace { get; set; } = "";

    /// <summary>Name of the Lease.</summary>
    [Required]
    public string Name { get; set; } = "mooring-operator";

    /// <summary>Who this process is; host name and a random suffix when empty. Must be unique among the candidates.</summary>
    public string Identity { get; set; } = "";

    /// <summary>How long others wait after the last renewal they saw.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The leader stops by itself so long after the beginning of its last successful renewal; the rest is for stopping.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "00:10:00")]
    public TimeSpan RenewDeadline { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Between attempts, to renew as well as to acquire.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan RetryPeriod { get; set; } = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (RenewDeadline >= LeaseDuration)
        {
            yield return new($"{nameof(RenewDeadline)} must be shorter than {nameof(LeaseDuration)}: a leader must have stopped before another starts");
        }

        if (RetryPeriod * 2 > RenewDeadline)
        {
            yield return new($"{nameof(RenewDeadline)} must hold at least two {nameof(RetryPeriod)}: one lost request must not cost the leadership");
        }
    }
}

/// <summary>Checks the options at start.</summary>
[OptionsValidator]
public sealed partial class LeaderElectionOptionsValidator : IValidateOptions<LeaderElectionOptions>;
