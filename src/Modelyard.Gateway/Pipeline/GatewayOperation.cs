namespace Modelyard.Gateway;

/// <summary>What a call asks for.</summary>
internal enum GatewayOperation
{
    ChatCompletions,
    Completions,
    Embeddings,
    ListModels,
    GetModel,
    Unknown,
}

internal static class GatewayOperations
{
    private static readonly string[] Names = ["chat.completions", "completions", "embeddings", "models.list", "models.get", "unknown"];
    private static readonly string[] Paths = ["/v1/chat/completions", "/v1/completions", "/v1/embeddings"];

    /// <summary>Operations that are forwarded to replicas come first and have the numbers below this.</summary>
    public const int ForwardedCount = 3;

    /// <summary>The name in metrics and logs.</summary>
    public static string Name(this GatewayOperation operation) => Names[(int)operation];

    /// <summary>The path at a replica.</summary>
    public static string ReplicaPath(this GatewayOperation operation) => Paths[(int)operation];
}
