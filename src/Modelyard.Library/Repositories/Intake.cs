using Modelyard.Api;

namespace Modelyard.Library;

/// <summary>What became of what the rules take.</summary>
/// <param name="Offered">What waits to be asked for.</param>
/// <param name="Problems">What somebody should look at.</param>
internal sealed record Intake(List<OfferedVersion> Offered, List<RepositoryProblem> Problems);
