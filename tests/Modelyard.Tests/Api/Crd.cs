using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.Tests;

/// <summary>The published definitions of the serving kinds.</summary>
internal static class Crd
{
    private static readonly ConcurrentDictionary<string, JsonObject> Schemas = new();

    /// <summary>The OpenAPI schema of a kind, by its plural name.</summary>
    public static JsonObject Schema(string plural) => Schemas.GetOrAdd(plural, static p =>
    {
        var definition = ManifestReader.ReadSingle(SharedData.Read("crds", "kserve", $"serving.kserve.io_{p}.yaml"));
        return definition["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!.AsObject();
    });
}
