using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Modelyard.Api;

namespace Modelyard.Tests;

/// <summary>Our types against Kubernetes' own field lists: what a user may write must have a place.</summary>
public sealed class ProtoFieldTests
{
    /// <summary>Messages that are embedded: on the wire their fields belong to the message around them.</summary>
    private static readonly Dictionary<string, string> Embedded = new()
    {
        ["handler"] = "Handler", ["volumeSource"] = "VolumeSource", ["localObjectReference"] = "LocalObjectReference",
        ["ephemeralContainerCommon"] = "EphemeralContainerCommon",
    };

    /// <summary>Types whose name differs from the message's.</summary>
    private static readonly Dictionary<string, string> Renamed = new(StringComparer.OrdinalIgnoreCase) { ["Handler"] = nameof(LifecycleHandler) };

    /// <summary>Fields that Kubernetes itself has dropped since.</summary>
    private static readonly HashSet<string> Gone = ["ServiceSpec.topologyKeys", "EphemeralVolumeSource.readOnly", "ObjectMeta.clusterName", "ListMeta.selfLink"];

    /// <summary>Messages that are embedded everywhere and therefore no type here.</summary>
    private static readonly HashSet<string> OnlyEmbedded = ["VolumeSource", "EphemeralContainerCommon"];

    [Theory]
    [InlineData("api/core/v1", 120)]
    [InlineData("api/coordination/v1", 2)]
    [InlineData("apimachinery/pkg/apis/meta/v1", 5)]
    public void Types_ComparedWithKubernetesMessages_HaveEveryField(string package, int fewest)
    {
        var messages = ProtoFile.Messages(SharedData.Read(["protocols", "kubernetes", .. package.Split('/'), "generated.proto"]));
        var compared = 0;
        var missing = new List<string>();
        foreach (var (message, _) in messages.Where(m => !OnlyEmbedded.Contains(m.Key)))
        {
            if (TypeNamed(Renamed.GetValueOrDefault(message, message)) is not { } type)
            {
                continue;
            }

            compared++;
            var own = FieldsOf(type).ToHashSet(StringComparer.Ordinal);
            missing.AddRange(FieldsOf(message, messages).Where(f => !own.Contains(f) && !Gone.Contains($"{message}.{f}")).Select(f => $"{message}.{f}"));
        }

        missing.ShouldBeEmpty();
        compared.ShouldBeGreaterThanOrEqualTo(fewest);
    }

    private static Type? TypeNamed(string name) =>
        typeof(Pod).Assembly.GetExportedTypes().FirstOrDefault(t => t.IsClass && t.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && !IsUnrelated(t));

    // Same name, other thing: these belong to the serving kinds.
    private static bool IsUnrelated(Type type) => type == typeof(Condition) || type == typeof(ComponentStatus);

    private static IEnumerable<string> FieldsOf(string message, IReadOnlyDictionary<string, IReadOnlyList<string>> messages) =>
        messages[message].SelectMany(f => Embedded.TryGetValue(f, out var inner) && messages.ContainsKey(inner) ? FieldsOf(inner, messages) : [f]);

    private static IEnumerable<string> FieldsOf(Type type) =>
        type.GetProperties().Select(p => p.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(p.Name));
}
