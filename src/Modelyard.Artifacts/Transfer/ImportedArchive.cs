namespace Modelyard.Artifacts;

/// <summary>What an archive brought.</summary>
/// <param name="Models">Digests, as in <see cref="StoredModel.Digest"/>; all of them are in the store now.</param>
/// <param name="NewBytes">What was not in the store before.</param>
public sealed record ImportedArchive(
    DateTimeOffset CreatedAt, IReadOnlyList<string> Models, IReadOnlyList<ArchiveDocument> Documents, long NewBytes);
