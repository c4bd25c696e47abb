using Modelyard.Api;

namespace Modelyard.Library;

/// <summary>Something that a version was made from, or that was made from it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">What it is called where it was named.</param>
/// <param name="Distance">How many steps away; 1 for what it was made from itself.</param>
/// <param name="Version">The version of the library that it is; null when the library has none, or it is no model.</param>
/// <param name="Detail">Address, commit, metrics; null for nothing.</param>
public sealed record LineageNode(LineageKind Kind, string Name, int Distance, ModelVersion? Version = null, string? Detail = null);

/// <summary>What can be related to a version.</summary>
public enum LineageKind
{
    Model,
    Dataset,
    Code,
    Training,
    Evaluation,
    Deployment,
}
