using System.Text.Json.Serialization;

namespace Modelyard.Api;

/// <summary>A port a container listens on.</summary>
public sealed class ContainerPort
{
    /// <summary>Name services and probes can use instead of the number; unique within the pod.</summary>
    public string? Name { get; set; }

    /// <summary>Port to open on the machine itself.</summary>
    public int? HostPort { get; set; }

    /// <summary>Port number in the container, 1 to 65535.</summary>
    [Required, JsonPropertyName("containerPort")]
    public int? Port { get; set; }

    /// <summary><c>TCP</c>, <c>UDP</c> or <c>SCTP</c>.</summary>
    [Default("TCP")]
    public string? Protocol { get; set; }

    /// <summary>Address of the machine to bind <c>hostPort</c> to.</summary>
    public string? HostIP { get; set; }
}
