using System.Text.Json.Serialization;

namespace Modelyard.ApiServer;

/// <summary>What a token says beside the standard claims, under the claim <c>kubernetes.io</c>.</summary>
internal sealed record TokenClaims(
    [property: JsonPropertyName("namespace")] string Namespace,
    [property: JsonPropertyName("serviceaccount")] TokenClaims.Reference ServiceAccount,
    [property: JsonPropertyName("pod"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TokenClaims.Reference? Pod = null,
    [property: JsonPropertyName("secret"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TokenClaims.Reference? Secret = null)
{
    public const string Name = "kubernetes.io";

    /// <summary>An object that must still be there for the token to count.</summary>
    internal sealed record Reference([property: JsonPropertyName("name")] string Name, [property: JsonPropertyName("uid")] string Uid);
}
