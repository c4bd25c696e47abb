using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.Tests;

/// <summary>What a server does with a document before it stores it.</summary>
internal static class Admission
{
    /// <summary>Prunes, fills in defaults and demands that nothing is wrong.</summary>
    public static JsonObject Admit(KindDescriptor kind, JsonObject document)
    {
        var (stored, errors) = Try(kind, document);
        errors.ShouldBeEmpty();
        return stored;
    }

    /// <summary>What is wrong with a manifest, as <c>field: message</c>.</summary>
    public static IReadOnlyList<string> Errors(string yaml, string? oldYaml = null)
    {
        var document = ManifestReader.ReadSingle(yaml);
        var old = oldYaml is null ? null : Try(KindOf(document), ManifestReader.ReadSingle(oldYaml)).Stored;
        return [.. Try(KindOf(document), document, old).Errors.Select(e => e.ToString())];
    }

    /// <summary>A manifest as it is stored.</summary>
    public static JsonObject Stored(string yaml)
    {
        var document = ManifestReader.ReadSingle(yaml);
        return Admit(KindOf(document), document);
    }

    private static (JsonObject Stored, IReadOnlyList<FieldError> Errors) Try(KindDescriptor kind, JsonObject document, JsonObject? old = null)
    {
        var copy = document.DeepClone().AsObject();
        Pruner.Prune(kind.Schema.Value, copy);
        copy = kind.Default!(copy);
        return (copy, kind.Validate!(copy, old));
    }

    private static KindDescriptor KindOf(JsonObject document) => KindRegistry.BuiltIn.Single(k => k.Kind == document["kind"]!.ToString());
}
