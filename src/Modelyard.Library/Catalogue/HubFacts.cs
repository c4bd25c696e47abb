using Modelyard.Artifacts;

namespace Modelyard.Library;

internal static class HubFacts
{
    internal static ModelFacts Of(HubConfig config)
    {
        var hasVision = config.Text("vision_config.hidden_size", "vision_config.model_type", "vision_config.image_size") is not null;
        return new ModelFacts
        {
            Task = HubTasks.OfClass(config.Text("architectures"), hasVision),
            Architecture = config.Text("model_type"),
            Quantization = Quantization(config),
            ContextLength = config.Integer("max_position_embeddings", "n_positions", "n_ctx", "max_sequence_length", "seq_length", "model_max_length"),
            CacheBytesPerToken = Cache(config),
        };
    }

    internal static ModelFacts Of(ModelCard card)
    {
        var task = card.First("pipeline_tag");
        return new ModelFacts
        {
            Task = task is not null && HubTasks.IsTask(task) ? task : null,
            Languages = [.. card["language"].Where(l => l.Length > 0)],
            License = SpdxLicense.Of(card.First("license"), card.First("license_name")),
            BaseModels = card["base_model"],
            Datasets = [.. card["datasets"].Where(d => d.Length > 0).Distinct(StringComparer.Ordinal)],
        };
    }

    internal static ModelFacts Of(SafetensorsHeader header, HubConfig? config) => new()
    {
        Parameters = header.Tensors > 0 ? Parameters(header, config) : null,
        Quantization = config is not null && Quantization(config) is { } named ? named
            : header.ElementsByType.Count > 0 ? header.ElementsByType.MaxBy(e => e.Value).Key
            : null,
    };

    internal static ModelFacts Of(OnnxModel model) => new()
    {
        Parameters = model.Elements > 0 ? ModelFacts.Count(model.Elements) : null,
        Quantization = model.ElementsByType.Count > 0 ? OnnxType(model.ElementsByType.MaxBy(e => e.Value).Key) : null,
    };

    // Packed weights hold several parameters in each stored element.
    private static long Parameters(SafetensorsHeader header, HubConfig? config)
    {
        var bits = config?.Integer("quantization_config.bits") ?? (config?.Text("quantization_config.load_in_4bit") == "true" ? 4 : null);
        var sum = UInt128.Zero;
        foreach (var (type, elements) in header.ElementsByType)
        {
            var packed = bits is > 0 and < 8 && type is "I32" or "U8" ? (ulong)(SafetensorsType.Bits[type] / bits!.Value) : 1;
            sum += elements > ulong.MaxValue ? ulong.MaxValue : elements * packed;
        }

        return ModelFacts.Count(sum);
    }

    private static string? Quantization(HubConfig config) => config.Text("quantization_config.quant_method") is { } method
        ? config.Integer("quantization_config.bits", "quantization_config.w_bit") is { } bits ? $"{method}-{bits}bit" : method
        : null;

    private static long? Cache(HubConfig config)
    {
        var layers = config.Integer("num_hidden_layers", "n_layer", "num_layers");

        // Compressed attention keeps one vector for all heads instead of keys and values for each.
        if (config.Integer("kv_lora_rank") is { } rank && config.Integer("qk_rope_head_dim") is { } rope)
        {
            return CacheSize.PerToken(layers, 1, rank, rope);
        }

        var heads = config.Integer("num_attention_heads", "n_head");
        var cacheHeads = config.Integer("num_key_value_heads", "num_kv_heads", "n_head_kv") ?? (config.Text("multi_query") == "true" ? 1 : heads);
        var headLength = config.Integer("head_dim") ?? CacheSize.HeadLength(config.Integer("hidden_size", "n_embd", "d_model"), heads);
        return CacheSize.PerToken(layers, cacheHeads, headLength, headLength);
    }

    private static string? OnnxType(int type) => type switch
    {
        1 => "F32",
        2 => "U8",
        3 => "I8",
        7 => "I64",
        10 => "F16",
        11 => "F64",
        16 => "BF16",
        17 or 18 or 19 or 20 => "F8",
        21 => "U4",
        22 => "I4",
        _ => null,
    };
}
