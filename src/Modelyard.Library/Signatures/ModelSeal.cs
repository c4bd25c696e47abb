using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Library;

/// <summary>
/// Modelyard's own signature over a version that was let in: made once, asked for whenever a deployment names the version and whenever a replica starts. Whoever
/// changes the record of what was approved, in a database or anywhere else, cannot make it anew.
/// </summary>
public sealed class ModelSeal(SigningKeys keys, IResourceClient client)
{
    /// <summary>What is wrong with the signature of an approved version; null when it is good.</summary>
    public async Task<string?> ObjectionAsync(ModelVersion version, CancellationToken cancellationToken)
    {
        var seal = await FindAsync(version, cancellationToken);
        return seal is null
            ? $"{VersionReference.Of(version)} is approved and not signed yet: Modelyard signs it within moments; try again"
            : await ProblemAsync(version, seal, cancellationToken) is { } problem
                ? $"the record of {VersionReference.Of(version)} is not what Modelyard signed when it was approved: {problem}. Find out who changed it before anything of it runs"
                : null;
    }

    /// <summary>Signs an approved version, unless it is signed.</summary>
    /// <returns>What is wrong with the signature it has.</returns>
    internal async Task<string?> EnsureAsync(ModelVersion version, CancellationToken cancellationToken)
    {
        if (await FindAsync(version, cancellationToken) is not null)
        {
            return await ObjectionAsync(version, cancellationToken);
        }

        var files = version.Status!.Files!.Select(f => (f.Path!, f.Digest!["sha256:".Length..]));
        var statement = ModelStatement.Write(VersionReference.Of(version).ToString(), files, ReleaseOf(version));
        var seal = new ModelSignature
        {
            Metadata = version.OwnedMetadata(version.Metadata.Name!),
            Spec = new ModelSignatureSpec { Version = version.Metadata.Name, Format = "Bundle", Document = await keys.SignAsync(statement, cancellationToken) },
        };
        try
        {
            await client.CreateAsync(seal, cancellationToken);
            return null;
        }
        catch (StatusException e) when (e.IsAlreadyExists)
        {
            return await ObjectionAsync(version, cancellationToken);
        }
    }

    private async Task<ModelSignature?> FindAsync(ModelVersion version, CancellationToken cancellationToken) =>
        await client.TryGetAsync<ModelSignature>(NamespacedName.Of(version), cancellationToken);

    private async Task<string?> ProblemAsync(ModelVersion version, ModelSignature seal, CancellationToken cancellationToken)
    {
        SignatureProof proof;
        try
        {
            proof = SignatureProof.Read(seal.Spec);
        }
        catch (SignatureFormatException e)
        {
            return e.Message;
        }

        var known = await keys.ListAsync(cancellationToken);
        return !known.Any(k => IsBy(k, proof)) ? "no signing key of this installation made the signature, or what it signs was changed"
            : proof.Claim is not FilesClaim { Release: { } release } claim ? "it signs something else"
            : release != ReleaseOf(version) ? $"it was made for {release.Version} with the digest {release.Digest}"
            : claim.Mismatch(version, own: null);
    }

    private static ModelRelease ReleaseOf(ModelVersion version) => new(VersionReference.Of(version).ToString(), version.Status!.Digest!);

    private static bool IsBy(SigningKey known, SignatureProof proof)
    {
        if (!TrustedPem.TryReadKey(known.PublicKey, out var key, out _))
        {
            return false;
        }

        using (key)
        {
            return proof.Signatures.Any(s => SignatureAlgorithm.Verifies(key, proof.Signed, s));
        }
    }
}
