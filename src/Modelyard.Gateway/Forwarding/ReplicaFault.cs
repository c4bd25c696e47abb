namespace Modelyard.Gateway;

/// <summary>Who or what ended the exchange with a replica.</summary>
internal enum ReplicaFault
{
    None,

    /// <summary>No connection: nothing was sent, so another replica can be asked.</summary>
    Unreachable,

    /// <summary>The connection broke.</summary>
    Broken,

    /// <summary>The limit of the wait was reached.</summary>
    TimedOut,

    /// <summary>Not the replica's fault: the client left.</summary>
    ClientLeft,
}

internal static class ReplicaFaults
{
    /// <summary>The one place where blame is laid.</summary>
    public static ReplicaFault Of(Exception exception, ReplicaPatience patience) => exception switch
    {
        _ when patience.ClientLeft => ReplicaFault.ClientLeft,
        OperationCanceledException when patience.Token.IsCancellationRequested => ReplicaFault.TimedOut,
        // The handler reports its own connect limit as a cancellation.
        OperationCanceledException => ReplicaFault.Unreachable,
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } => ReplicaFault.Unreachable,
        _ => ReplicaFault.Broken,
    };

    public static bool IsFault(Exception exception) => exception is HttpRequestException or IOException or OperationCanceledException;
}
