using Modelyard.Api;

namespace Modelyard.Library;

/// <summary>How the signatures of a version stand.</summary>
/// <param name="Outcome">All of it in one word.</param>
/// <param name="Message">For a person.</param>
/// <param name="Signatures">Each that was found.</param>
/// <param name="ReviewAt">When one of those that count no longer does, because its certificate ends.</param>
public sealed record SignatureState(SignatureOutcome Outcome, string Message, IReadOnlyList<VersionSignature> Signatures, DateTimeOffset? ReviewAt);

public enum SignatureOutcome
{
    /// <summary>No policy needs one, and none trusts one.</summary>
    NotAsked,
    Verified,
    Missing,
}
