namespace Modelyard.Node;

/// <summary>What a node must be told.</summary>
public sealed record NodeOptions
{
    /// <summary>Folder for instances, their logs, and the models.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Name of the Node object of this machine.</summary>
    public string NodeName { get; init; } = Environment.MachineName.ToLowerInvariant();

    /// <summary>Which of several installations on one database this is; null when there can be no other.</summary>
    public string? Installation { get; init; }

    /// <summary>Where services are reached; <c>/serving/{namespace}/{name}</c> is appended, for instance to <c>http://127.0.0.1:8080</c>.</summary>
    public required Uri GatewayBaseUrl { get; init; }

    /// <summary>The program behind the command <c>modelyard</c> in runtimes: our own executable.</summary>
    public required string Executable { get; init; }

    /// <summary>Folder of the native engines, passed to model servers as <c>MODELYARD_ENGINES</c>; null when they find it themselves.</summary>
    public string? EnginesDirectory { get; init; }

    /// <summary>What a model path without a scheme is relative to; the current folder when null.</summary>
    public string? ModelBaseFolder { get; init; }
}
