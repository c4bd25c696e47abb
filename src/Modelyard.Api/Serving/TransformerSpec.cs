namespace Modelyard.Api;

/// <summary>Changes requests before the predictor and answers after it. Runs containers of your own.</summary>
public sealed class TransformerSpec : ComponentSpec
{
    /// <summary>Places to fetch from, each with its own mount path.</summary>
    public List<StorageUri>? StorageUris { get; set; }
}
