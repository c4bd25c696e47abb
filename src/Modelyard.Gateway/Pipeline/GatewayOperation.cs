namespace Modelyard.Gateway;

/// <summary>Whose words errors are in.</summary>
internal enum ErrorDialect
{
    OpenAI,
    Anthropic,
}

/// <summary>What a call asks for.</summary>
/// <param name="Name">In logs and usage records.</param>
/// <param name="ReplicaPath">The path at a replica, or the part of it before the model's name; null for what the gateway answers itself.</param>
internal sealed record GatewayOperation(string Name, string? ReplicaPath = null)
{
    public static readonly GatewayOperation ChatCompletions = new("chat.completions", "/v1/chat/completions") { GenAIName = "chat", Generates = true, ReportsUsageOnDemand = true };
    public static readonly GatewayOperation Completions = new("completions", "/v1/completions") { GenAIName = "text_completion", Generates = true, ReportsUsageOnDemand = true };
    public static readonly GatewayOperation Embeddings = new("embeddings", "/v1/embeddings");
    public static readonly GatewayOperation Responses = new("responses", "/v1/responses") { GenAIName = "chat", Generates = true, NamesEvents = true };
    public static readonly GatewayOperation Messages = new("messages", "/v1/messages") { GenAIName = "chat", Generates = true, NamesEvents = true, Dialect = ErrorDialect.Anthropic };
    public static readonly GatewayOperation CountTokens = new("messages.count_tokens", "/v1/messages/count_tokens") { IsFree = true, Dialect = ErrorDialect.Anthropic };
    public static readonly GatewayOperation Rerank = new("rerank", "/v1/rerank");
    public static readonly GatewayOperation RerankV2 = new("rerank", "/v2/rerank");
    public static readonly GatewayOperation Ranking = new("ranking", "/v1/ranking");
    public static readonly GatewayOperation ImageInference = new("infer", "/v1/infer") { CountsInputsAsImages = true };
    public static readonly GatewayOperation Predict = new("predict", "/v1/models/") { NamesModelInPath = true };
    public static readonly GatewayOperation Infer = new("v2.infer", "/v2/models/") { NamesModelInPath = true };
    public static readonly GatewayOperation ModelMetadata = new("v2.metadata", "/v2/models/") { NamesModelInPath = true };
    public static readonly GatewayOperation ListModels = new("models.list");
    public static readonly GatewayOperation GetModel = new("models.get");
    public static readonly GatewayOperation Unknown = new("unknown");

    /// <summary>Those whose path at a replica is the path here, and whose body names the model.</summary>
    public static readonly GatewayOperation[] Forwarded =
        [ChatCompletions, Completions, Embeddings, Responses, Messages, CountTokens, Rerank, RerankV2, Ranking, ImageInference];

    /// <summary>What OpenTelemetry's conventions call it, in metrics and spans; its own name where they have none.</summary>
    public string GenAIName { get; init; } = Name;

    /// <summary>Whether the answer is text that the model writes, of a length nobody knows before.</summary>
    public bool Generates { get; init; }

    /// <summary>Whether no model is asked, so that a call is a request but takes no tokens and costs nothing.</summary>
    public bool IsFree { get; init; }

    /// <summary>Whether a stream tells what was used only when it is asked to.</summary>
    public bool ReportsUsageOnDemand { get; init; }

    /// <summary>Whether each element of <c>input</c> is an image, as for engines that read text off images and report no usage.</summary>
    public bool CountsInputsAsImages { get; init; }

    /// <summary>Whether the model is named by the URL, at the replica too, rather than by the body.</summary>
    public bool NamesModelInPath { get; init; }

    /// <summary>Whether the events of a stream have names, rather than <c>[DONE]</c> at the end.</summary>
    public bool NamesEvents { get; init; }

    /// <summary>Whose words errors are in.</summary>
    public ErrorDialect Dialect { get; init; }
}
