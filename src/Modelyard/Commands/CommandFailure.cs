namespace Modelyard.Commands;

/// <summary>Ends a command: the message goes to standard error, the code to the shell.</summary>
internal sealed class CommandFailure(int exitCode, string message, Exception? inner = null) : Exception(message, inner)
{
    public int ExitCode { get; } = exitCode;
}
