using System.ComponentModel.DataAnnotations;

namespace Mooring.Kube.Client;

/// <summary>How the client behaves; where the server is stands in the configuration.</summary>
public sealed class KubernetesClientOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Kubernetes";

    /// <summary>Who owns the fields this process writes; at most 128 characters.</summary>
    [Required, MaxLength(128)]
    public string FieldManager { get; set; } = "mooring";

    /// <summary>From sending a request to the last byte of its answer. Watches: to the first byte.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>For the connection and its TLS.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>A watch on which nothing arrived for so long is dead: the server sends a bookmark about once a minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan WatchSilence { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>The server is asked to end each watch after this up to twice this, so that they spread over servers and time.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan WatchLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>A connection with requests under way is asked whether it lives after so long a silence.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan KeepAlivePingDelay { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>It is dead when it does not answer that within this.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan KeepAlivePingTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Unused connections are closed after this.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan IdleConnectionTimeout { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>The longest <c>Retry-After</c> that is waited out within a request; a longer one is the caller's to wait.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan LongestRetryAfter { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a request that the server turned away is sent again.</summary>
    [Range(0, 20)]
    public int Retries { get; set; } = 3;

    /// <summary>Requests a second in the long run; 0 for no limit. Leases are never limited.</summary>
    [Range(0, 10_000)]
    public double RequestsPerSecond { get; set; }

    /// <summary>Requests that may go at once after a pause, when there is a limit.</summary>
    [Range(1, 10_000)]
    public int Burst { get; set; } = 50;
}
