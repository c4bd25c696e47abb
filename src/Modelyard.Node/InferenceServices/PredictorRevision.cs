using Modelyard.Api;

namespace Modelyard.Node;

/// <summary>What the replicas of a predictor should be, at one state of its spec.</summary>
/// <param name="Hash">Different whenever a replica would be.</param>
/// <param name="Template">A replica, but for its name.</param>
internal sealed record PredictorRevision(string Hash, Pod Template)
{
    /// <summary>Name of the revision; the names of its Pods start with it.</summary>
    public string Name => $"{Template.Metadata.GenerateName}{Hash}";
}
