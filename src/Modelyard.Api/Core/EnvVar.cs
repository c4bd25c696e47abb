namespace Modelyard.Api;

/// <summary>One environment variable.</summary>
public sealed class EnvVar
{
    /// <summary>Name of the variable.</summary>
    [Required]
    public string? Name { get; set; }

    /// <summary>The value; <c>$(NAME)</c> is replaced by variables defined before. Empty when neither this nor <c>valueFrom</c> is given.</summary>
    public string? Value { get; set; }

    /// <summary>Where to take the value from instead.</summary>
    public EnvVarSource? ValueFrom { get; set; }
}

/// <summary>Where an environment variable's value comes from: exactly one of these.</summary>
public sealed class EnvVarSource
{
    /// <summary>A field of the pod, e.g. <c>metadata.name</c> or <c>status.podIP</c>.</summary>
    public ObjectFieldSelector? FieldRef { get; set; }

    /// <summary>A request or limit of a container.</summary>
    public ResourceFieldSelector? ResourceFieldRef { get; set; }

    /// <summary>A key of a ConfigMap.</summary>
    public ConfigMapKeySelector? ConfigMapKeyRef { get; set; }

    /// <summary>A key of a Secret.</summary>
    public SecretKeySelector? SecretKeyRef { get; set; }

    /// <summary>A key of an environment file in an <c>emptyDir</c> volume.</summary>
    public FileKeySelector? FileKeyRef { get; set; }
}
