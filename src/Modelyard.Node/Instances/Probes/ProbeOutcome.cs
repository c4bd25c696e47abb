namespace Modelyard.Node;

/// <summary>What a probe found.</summary>
/// <param name="Failure">Why it failed; null when it did not.</param>
internal readonly record struct ProbeOutcome(string? Failure)
{
    public static ProbeOutcome Success => default;

    public bool IsSuccess => Failure is null;
}
