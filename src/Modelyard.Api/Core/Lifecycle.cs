namespace Modelyard.Api;

/// <summary>Actions at the start and the end of a container.</summary>
public sealed class Lifecycle
{
    /// <summary>Runs right after the start; the container is stopped when it fails.</summary>
    public LifecycleHandler? PostStart { get; set; }

    /// <summary>Runs before the stop signal is sent. Its time counts towards the grace period.</summary>
    public LifecycleHandler? PreStop { get; set; }

    /// <summary>Signal that asks the program to end, e.g. <c>SIGUSR1</c>; the image's or <c>SIGTERM</c> when absent.</summary>
    public string? StopSignal { get; set; }
}

/// <summary>One action: exactly one of these.</summary>
public sealed class LifecycleHandler
{
    /// <summary>Runs a command in the container.</summary>
    public ExecAction? Exec { get; set; }

    /// <summary>Sends an HTTP request.</summary>
    public HttpGetAction? HttpGet { get; set; }

    /// <summary>Waits.</summary>
    public SleepAction? Sleep { get; set; }

    /// <summary>Deprecated and never run; kept so that older manifests load.</summary>
    public TcpSocketAction? TcpSocket { get; set; }
}

/// <summary>A pause.</summary>
public sealed class SleepAction
{
    /// <summary>How long, in seconds.</summary>
    [Required]
    public long? Seconds { get; set; }
}
