namespace Modelyard.Gateway;

/// <summary>Names of OpenTelemetry's conventions for generative AI, in measurements and spans.</summary>
internal static class GenAITags
{
    public const string Operation = "gen_ai.operation.name";
    public const string RequestModel = "gen_ai.request.model";
    public const string ResponseModel = "gen_ai.response.model";
    public const string TokenType = "gen_ai.token.type";
    public const string ErrorType = "error.type";
    public const string Status = "http.response.status_code";

    public static readonly KeyValuePair<string, object?> Provider = new("gen_ai.provider.name", "modelyard");
}
