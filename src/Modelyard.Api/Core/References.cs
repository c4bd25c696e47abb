namespace Modelyard.Api;

/// <summary>Names an object of a known kind in the same namespace.</summary>
[AtomicMap]
public sealed class LocalObjectReference
{
    /// <summary>Name of the object.</summary>
    [Default("")]
    public string? Name { get; set; }
}

/// <summary>Names a Secret in any namespace.</summary>
[AtomicMap]
public sealed class SecretReference
{
    /// <summary>Name of the Secret.</summary>
    [Required]
    public string? Name { get; set; }

    /// <summary>Its namespace.</summary>
    [Required]
    public string? Namespace { get; set; }
}

/// <summary>Names an object of any kind.</summary>
[AtomicMap]
public sealed class ObjectReference
{
    /// <summary>Kind of the object.</summary>
    public string? Kind { get; set; }

    /// <summary>Its namespace.</summary>
    public string? Namespace { get; set; }

    /// <summary>Its name.</summary>
    public string? Name { get; set; }

    /// <summary>Its uid.</summary>
    public string? Uid { get; set; }

    /// <summary>Its API version.</summary>
    public string? ApiVersion { get; set; }

    /// <summary>The revision the reference was made at.</summary>
    public string? ResourceVersion { get; set; }

    /// <summary>A part of the object, e.g. <c>spec.containers{main}</c>.</summary>
    public string? FieldPath { get; set; }
}

/// <summary>Names an object of any kind in the same namespace.</summary>
[AtomicMap]
public sealed class TypedLocalObjectReference
{
    /// <summary>Group of the object; the core group when absent.</summary>
    public string? ApiGroup { get; set; }

    /// <summary>Its kind.</summary>
    [Required]
    public string? Kind { get; set; }

    /// <summary>Its name.</summary>
    [Required]
    public string? Name { get; set; }
}

/// <summary>Names an object of any kind, perhaps in another namespace.</summary>
public sealed class TypedObjectReference
{
    /// <summary>Group of the object; the core group when absent.</summary>
    public string? ApiGroup { get; set; }

    /// <summary>Its kind.</summary>
    [Required]
    public string? Kind { get; set; }

    /// <summary>Its name.</summary>
    [Required]
    public string? Name { get; set; }

    /// <summary>Its namespace; the same when absent.</summary>
    public string? Namespace { get; set; }
}
