using System.Globalization;

namespace Modelyard.Inference;

/// <summary>
/// The header of a GGUF file, read and checked before the file is handed to native code, which aborts the process on some
/// kinds of damage and reports others only as a null pointer.
/// </summary>
internal sealed class GgufHeader
{
    private readonly Dictionary<string, object> _metadata;

    internal GgufHeader(uint version, Dictionary<string, object> metadata, IReadOnlyList<GgufTensor> tensors)
    {
        Version = version;
        _metadata = metadata;
        Tensors = tensors;
    }

    internal uint Version { get; }

    internal IReadOnlyList<GgufTensor> Tensors { get; }

    internal string Architecture => Text("general.architecture") ?? "";

    internal string? Name => Text("general.name");

    internal int ContextLength => (int)Math.Min(Integer($"{Architecture}.context_length") ?? 0, int.MaxValue);

    /// <summary>Number of files the model is split into; 1 where it is not.</summary>
    internal int SplitCount => (int)Math.Clamp(Integer("split.count") ?? 1, 1, 99_999);

    internal int SplitIndex => (int)Math.Clamp(Integer("split.no") ?? 0, 0, 99_999);

    /// <summary>The pooling the model was trained with; null where the file does not say.</summary>
    internal PoolingType? Pooling => Integer($"{Architecture}.pooling_type") is { } value ? (PoolingType)value : null;

    internal bool HasCausalAttention => !_metadata.TryGetValue($"{Architecture}.attention.causal", out var value) || value is not false;

    internal string? Text(string key) => _metadata.GetValueOrDefault(key) as string;

    internal long? Integer(string key) => _metadata.GetValueOrDefault(key) switch
    {
        null or string or bool or float or double => null,
        ulong huge when huge > long.MaxValue => long.MaxValue,
        IConvertible number => number.ToInt64(CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <exception cref="ModelFileException">The file is not a GGUF, or not a whole one.</exception>
    internal static GgufHeader Read(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
            return new GgufReader(stream).Read();
        }
        catch (GgufFormatException e)
        {
            throw new ModelFileException($"model file {path} is not a valid GGUF: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelFileException($"model file {path} cannot be read: {e.Message}");
        }
    }
}
