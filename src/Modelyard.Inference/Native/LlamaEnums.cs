namespace Modelyard.Inference;

/// <summary>How token embeddings become one vector (<c>llama_pooling_type</c>).</summary>
public enum PoolingType
{
    Unspecified = -1,
    None = 0,
    Mean = 1,
    Cls = 2,
    Last = 3,
    Rank = 4,
}

[Flags]
internal enum TokenAttributes
{
    None = 0,
    Unknown = 1 << 0,
    Unused = 1 << 1,
    Normal = 1 << 2,
    Control = 1 << 3,
    UserDefined = 1 << 4,
    Byte = 1 << 5,
}

/// <summary>What <c>llama_decode</c> answered, by sign and value.</summary>
internal enum DecodeResult
{
    Ok,
    NoSpace,
    Aborted,
    InvalidBatch,
    Failed,
}

internal enum GgmlDeviceType
{
    Cpu,
}
