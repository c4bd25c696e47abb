namespace Modelyard.Client;

/// <summary>How to delete.</summary>
public sealed record DeleteOptions
{
    /// <summary>The server's defaults.</summary>
    public static readonly DeleteOptions Default = new();

    /// <summary><c>Background</c>, <c>Foreground</c> or <c>Orphan</c>; null for the kind's default.</summary>
    public string? PropagationPolicy { get; init; }

    /// <summary>Seconds granted for a graceful end; null for the kind's default.</summary>
    public long? GracePeriodSeconds { get; init; }

    /// <summary>Delete only if the object still has this uid.</summary>
    public string? PreconditionUid { get; init; }
}
