namespace Modelyard.Api;

/// <summary>A check repeated while a container runs.</summary>
public sealed class Probe
{
    /// <summary>Runs a command in the container; exit code 0 is success.</summary>
    public ExecAction? Exec { get; set; }

    /// <summary>Asks for a URL; any answer from 200 to 399 is success.</summary>
    public HttpGetAction? HttpGet { get; set; }

    /// <summary>Opens a TCP connection.</summary>
    public TcpSocketAction? TcpSocket { get; set; }

    /// <summary>Asks a gRPC health service.</summary>
    public GrpcAction? Grpc { get; set; }

    /// <summary>Seconds after the start before the first check.</summary>
    public int? InitialDelaySeconds { get; set; }

    /// <summary>Seconds after which a check has failed. Default 1.</summary>
    public int? TimeoutSeconds { get; set; }

    /// <summary>Seconds between checks. Default 10.</summary>
    public int? PeriodSeconds { get; set; }

    /// <summary>Successes in a row that turn a failure into success. Must be 1 for liveness and startup. Default 1.</summary>
    public int? SuccessThreshold { get; set; }

    /// <summary>Failures in a row that turn success into failure. Default 3.</summary>
    public int? FailureThreshold { get; set; }

    /// <summary>Seconds the program gets to end after this probe failed; the pod's value when absent.</summary>
    public long? TerminationGracePeriodSeconds { get; set; }
}
