namespace Modelyard.Api;

/// <summary>Lets a pod onto nodes with a matching taint.</summary>
public sealed class Toleration
{
    /// <summary>Key of the taint; all keys when empty, with <c>Exists</c>.</summary>
    public string? Key { get; set; }

    /// <summary><c>Equal</c> (default) or <c>Exists</c>.</summary>
    public string? Operator { get; set; }

    /// <summary>Value of the taint, for <c>Equal</c>.</summary>
    public string? Value { get; set; }

    /// <summary><c>NoSchedule</c>, <c>PreferNoSchedule</c> or <c>NoExecute</c>; all when empty.</summary>
    public string? Effect { get; set; }

    /// <summary>How long a <c>NoExecute</c> taint is tolerated; for ever when absent.</summary>
    public long? TolerationSeconds { get; set; }
}
