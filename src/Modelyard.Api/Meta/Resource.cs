namespace Modelyard.Api;

/// <summary>Anything the API serves: an API version, a kind and metadata. Each kind adds its own <c>spec</c>, <c>status</c> or data.</summary>
public abstract class Resource
{
    /// <summary>Group and version of the schema of this object, as <c>group/version</c>, or <c>version</c> for the core group.</summary>
    public string? ApiVersion { get; set; }

    /// <summary>The kind of this object, in CamelCase and singular.</summary>
    public string? Kind { get; set; }

    /// <summary>Standard object metadata: name, namespace, labels, owners, versions.</summary>
    public ObjectMeta Metadata { get; set; } = new();
}

/// <summary>A resource that separates what is wanted (<c>spec</c>, written by users) from what is (<c>status</c>, written by controllers).</summary>
/// <typeparam name="TSpec">What is wanted.</typeparam>
/// <typeparam name="TStatus">What is observed.</typeparam>
public abstract class Resource<TSpec, TStatus> : Resource
    where TSpec : class, new()
    where TStatus : class, new()
{
    /// <summary>What is wanted.</summary>
    public TSpec Spec { get; set; } = new();

    /// <summary>What was last observed. Written by controllers through the <c>status</c> subresource only.</summary>
    public TStatus? Status { get; set; }
}
