namespace Modelyard.Gateway;

/// <summary>What a call asks for.</summary>
/// <param name="Name">In metrics, logs and usage records.</param>
/// <param name="ReplicaPath">The path at a replica; null for what the gateway answers itself.</param>
internal sealed record GatewayOperation(string Name, string? ReplicaPath = null)
{
    public static readonly GatewayOperation ChatCompletions = new("chat.completions", "/v1/chat/completions") { Generates = true, ReportsUsageOnDemand = true };
    public static readonly GatewayOperation Completions = new("completions", "/v1/completions") { Generates = true, ReportsUsageOnDemand = true };
    public static readonly GatewayOperation Embeddings = new("embeddings", "/v1/embeddings");
    public static readonly GatewayOperation ListModels = new("models.list");
    public static readonly GatewayOperation GetModel = new("models.get");
    public static readonly GatewayOperation Unknown = new("unknown");

    /// <summary>Whether the answer is text that the model writes, of a length nobody knows before.</summary>
    public bool Generates { get; init; }

    /// <summary>Whether a stream tells what was used only when it is asked to.</summary>
    public bool ReportsUsageOnDemand { get; init; }
}
