using System.Collections.Frozen;
using Modelyard.Artifacts;

namespace Modelyard.Library;

internal static class GgufFacts
{
    /// <summary>Architectures that embed and do not write.</summary>
    private static readonly FrozenSet<string> Encoders = new[] { "bert", "nomic-bert", "nomic-bert-moe", "jina-bert-v2", "jina-bert-v3", "neo-bert", "modern-bert", "t5encoder", "gemma-embedding" }
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The mixtures that <c>general.file_type</c> names; a tensor's own type says less.</summary>
    private static readonly FrozenDictionary<long, string> FileTypes = new Dictionary<long, string>
    {
        [0] = "F32", [1] = "F16", [2] = "Q4_0", [3] = "Q4_1", [7] = "Q8_0", [8] = "Q5_0", [9] = "Q5_1", [10] = "Q2_K", [11] = "Q3_K_S", [12] = "Q3_K_M",
        [13] = "Q3_K_L", [14] = "Q4_K_S", [15] = "Q4_K_M", [16] = "Q5_K_S", [17] = "Q5_K_M", [18] = "Q6_K", [19] = "IQ2_XXS", [20] = "IQ2_XS", [21] = "Q2_K_S",
        [22] = "IQ3_XS", [23] = "IQ3_XXS", [24] = "IQ1_S", [25] = "IQ4_NL", [26] = "IQ3_S", [27] = "IQ3_M", [28] = "IQ2_S", [29] = "IQ2_M", [30] = "IQ4_XS",
        [31] = "IQ1_M", [32] = "BF16", [36] = "TQ1_0", [37] = "TQ2_0", [38] = "MXFP4",
    }.ToFrozenDictionary();

    internal static ModelFacts Of(GgufHeader header)
    {
        var architecture = header.Architecture;
        var heads = header.OfArchitecture("attention.head_count");
        var cacheHeads = header.OfArchitecture("attention.head_count_kv") ?? heads;
        var headLength = CacheSize.HeadLength(header.OfArchitecture("embedding_length"), heads);
        return new ModelFacts
        {
            Task = Task(header),
            Architecture = architecture,
            Parameters = header.Tensors.Count > 0 ? ModelFacts.Count(header.Tensors.Aggregate(UInt128.Zero, Add)) : null,
            Quantization = header.Integer("general.file_type") is { } type && FileTypes.TryGetValue(type, out var name) ? name : MostUsed(header),
            ContextLength = header.OfArchitecture("context_length"),
            Languages = header.Texts("general.languages"),
            License = SpdxLicense.Of(header.Text("general.license"), header.Text("general.license.name")),
            BaseModels = BaseModels(header),
            CacheBytesPerToken = CacheSize.PerToken(
                header.OfArchitecture("block_count"), cacheHeads, header.OfArchitecture("attention.key_length") ?? headLength, header.OfArchitecture("attention.value_length") ?? headLength),
        };
    }

    private static UInt128 Add(UInt128 sum, GgufTensor tensor) => tensor.Elements > ulong.MaxValue || sum > ulong.MaxValue ? UInt128.MaxValue / 2 : sum + tensor.Elements;

    private static string? Task(GgufHeader header) => header switch
    {
        { Architecture: null } => null,
        _ when header.Texts("general.tags").FirstOrDefault(HubTasks.IsTask) is { } tag => tag,
        _ when header.OfArchitecture("pooling_type") == 4 => "text-ranking",
        _ when Encoders.Contains(header.Architecture) || header.OfArchitecture("pooling_type") > 0 => "feature-extraction",
        _ when header.Values.ContainsKey("tokenizer.ggml.model") => "text-generation",
        _ => null,
    };

    private static string? MostUsed(GgufHeader header) => header.Tensors
        .Where(t => GgmlType.ById.ContainsKey(t.Type))
        .GroupBy(t => t.Type)
        .MaxBy(g => g.Aggregate(UInt128.Zero, Add))?.Key is { } type ? GgmlType.ById[type].Name : null;

    private static IReadOnlyList<string> BaseModels(GgufHeader header)
    {
        const int MostBaseModels = 32;
        var count = Math.Min(header.Integer("general.base_model.count") ?? 0, MostBaseModels);
        return
        [
            .. Enumerable.Range(0, (int)Math.Max(0, count))
                .Select(i => Repository(header.Text($"general.base_model.{i}.repo_url")) ?? header.Text($"general.base_model.{i}.name"))
                .OfType<string>(),
        ];
    }

    private static string? Repository(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.AbsolutePath.Trim('/') : null;
}
