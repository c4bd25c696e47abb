namespace Modelyard.Client;

/// <summary>What a list or a watch covers.</summary>
public sealed record ListOptions
{
    /// <summary>Everything, in every namespace.</summary>
    public static readonly ListOptions All = new();

    /// <summary>One namespace, or null for all.</summary>
    public string? Namespace { get; init; }

    /// <summary>A label selector, e.g. <c>component=predictor,tier!=test</c>.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>A field selector, e.g. <c>metadata.name=atlas</c>.</summary>
    public string? FieldSelector { get; init; }

    /// <summary>For a watch: the revision after which events are wanted. For a list: as Kubernetes reads it; usually null.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>For a watch: when the server is to end it; null for a time of its own choice.</summary>
    public TimeSpan? Timeout { get; init; }
}
