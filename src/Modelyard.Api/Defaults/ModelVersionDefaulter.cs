using System.Text.Json.Nodes;

namespace Modelyard.Api;

/// <summary>Labels each version with its model, so that those of one are found by it.</summary>
internal static class ModelVersionDefaulter
{
    public static void Fill(JsonObject document)
    {
        if (document.Object("spec")?["model"] is JsonValue model && document.ObjectOrNew("metadata")?.ObjectOrNew("labels") is { } labels && labels[LibraryNames.ModelLabel] is null)
        {
            labels[LibraryNames.ModelLabel] = model.DeepClone();
        }
    }
}
