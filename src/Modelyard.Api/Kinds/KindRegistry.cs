namespace Modelyard.Api;

/// <summary>The kinds that are built in, each with its schema, columns, defaulter and validator.</summary>
public static class KindRegistry
{
    /// <summary>Every built-in kind.</summary>
    public static IReadOnlyList<KindDescriptor> BuiltIn { get; } = [];
}
