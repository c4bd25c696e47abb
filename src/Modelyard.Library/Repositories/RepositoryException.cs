namespace Modelyard.Library;

/// <summary>A repository cannot be used as it is written. The message says what to do.</summary>
/// <param name="reason">One word, for a condition.</param>
/// <param name="message">For a person.</param>
public sealed class RepositoryException(string reason, string message) : Exception(message)
{
    public string Reason { get; } = reason;
}
