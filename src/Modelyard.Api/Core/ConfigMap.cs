namespace Modelyard.Api;

/// <summary>Settings for programs to read.</summary>
[Kind("", "v1", "ConfigMap", "configmaps", ResourceScope.Namespaced, ShortNames = ["cm"])]
public sealed class ConfigMap : Resource
{
    /// <summary>When true the data can never be changed again; only deletion remains.</summary>
    public bool? Immutable { get; set; }

    /// <summary>The data, as text. Keys consist of letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</summary>
    public Dictionary<string, string>? Data { get; set; }

    /// <summary>Data that is not text, base64-encoded. No key may be in <c>data</c> too.</summary>
    public Dictionary<string, byte[]>? BinaryData { get; set; }
}
