namespace Modelyard.Api;

/// <summary>Small confidential data: tokens, passwords, keys.</summary>
[Kind("", "v1", "Secret", "secrets", ResourceScope.Namespaced)]
public sealed class Secret : Resource
{
    /// <summary>When true the data can never be changed again; only deletion remains.</summary>
    public bool? Immutable { get; set; }

    /// <summary>The data, base64-encoded. Keys consist of letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</summary>
    public Dictionary<string, byte[]>? Data { get; set; }

    /// <summary>The same as plain text, for writing only: moved into <c>data</c> by the server, never returned.</summary>
    public Dictionary<string, string>? StringData { get; set; }

    /// <summary>What the data is for; decides which keys must be there. Default <c>Opaque</c>.</summary>
    public string? Type { get; set; }
}
