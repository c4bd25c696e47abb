namespace Modelyard.Artifacts;

/// <summary>A signature, an attestation, a bill of materials: what a registry keeps about something else it has.</summary>
/// <param name="Subject">Digest of what it is about.</param>
/// <param name="Digest">Of its own manifest.</param>
/// <param name="ArtifactType">What it says it is; of cosign's tags the type of the first layer.</param>
/// <param name="Layers">Its content. <see cref="OciReferrers.ReadAsync"/> reads it.</param>
/// <param name="Tag">Set when it was found under one of cosign's tags.</param>
public sealed record OciAttachment(
    string Subject, string Digest, string ArtifactType, IReadOnlyList<OciDescriptor> Layers, IReadOnlyDictionary<string, string> Annotations, string? Tag = null);
