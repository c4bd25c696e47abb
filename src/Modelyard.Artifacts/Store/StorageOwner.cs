namespace Modelyard.Artifacts;

/// <summary>On whose account a model is kept.</summary>
/// <param name="Name">Kind and name, such as <c>organization/acme</c>.</param>
/// <param name="Quota">Bytes all models of this owner may have together; what several of them share counts once.</param>
public sealed record StorageOwner(string Name, long? Quota = null);
