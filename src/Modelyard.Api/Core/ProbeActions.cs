namespace Modelyard.Api;

/// <summary>A command to run in the container.</summary>
public sealed class ExecAction
{
    /// <summary>The command and its arguments, without a shell.</summary>
    public List<string>? Command { get; set; }
}

/// <summary>An HTTP request.</summary>
public sealed class HttpGetAction
{
    /// <summary>Path to ask for. Default <c>/</c>.</summary>
    public string? Path { get; set; }

    /// <summary>Port number, or the name of a container port. Needed in pods; in an InferenceService the serving port when absent.</summary>
    public IntOrString? Port { get; set; }

    /// <summary>Host to connect to; the pod's address when absent.</summary>
    public string? Host { get; set; }

    /// <summary><c>HTTP</c> or <c>HTTPS</c>. Default <c>HTTP</c>.</summary>
    public string? Scheme { get; set; }

    /// <summary>Headers to send; a name may repeat.</summary>
    public List<HttpHeader>? HttpHeaders { get; set; }
}

/// <summary>A header of a probe's request.</summary>
public sealed class HttpHeader
{
    /// <summary>Name of the header.</summary>
    [Required]
    public string? Name { get; set; }

    /// <summary>Its value.</summary>
    [Required]
    public string? Value { get; set; }
}

/// <summary>A TCP connection to open.</summary>
public sealed class TcpSocketAction
{
    /// <summary>Port number, or the name of a container port. Needed in pods; in an InferenceService the serving port when absent.</summary>
    public IntOrString? Port { get; set; }

    /// <summary>Host to connect to; the pod's address when absent.</summary>
    public string? Host { get; set; }
}

/// <summary>A gRPC health check.</summary>
public sealed class GrpcAction
{
    /// <summary>Port of the gRPC service.</summary>
    [Required]
    public int? Port { get; set; }

    /// <summary>Service to ask about; the server as a whole when empty.</summary>
    [Default("")]
    public string? Service { get; set; }
}
