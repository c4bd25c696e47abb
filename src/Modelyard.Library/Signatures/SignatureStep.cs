using System.Globalization;
using Modelyard.Api;
using Modelyard.Artifacts;
using Modelyard.Client;

namespace Modelyard.Library;

/// <summary>
/// Looks for the signatures of a version, keeps what it finds, and asks whether the policies trust it. The source is asked once, and again when a signature
/// is missing or somebody wants it; everything else is decided by what is kept.
/// </summary>
internal sealed class SignatureStep(
    Informer<ModelSignature> signatures, Informer<SignaturePolicy> policies, SignatureSearch search, VersionFetch fetch, VersionStatusWriter writer, IResourceClient client, TimeProvider time)
    : IVersionStep
{
    // Who signs after pushing does so within minutes; who does it later can say so.
    private static readonly TimeSpan SeekAgainAfter = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);

    private readonly InformerIndex<ModelSignature> _signatures = new(signatures, VersionOf);

    public async Task<IReadOnlyList<IDisposable>> FollowAsync(IVersionQueue versions, CancellationToken cancellationToken)
    {
        await signatures.WaitForSyncAsync(cancellationToken);
        await policies.WaitForSyncAsync(cancellationToken);
        return
        [
            signatures.Subscribe(change => versions.Enqueue(VersionOf(change.Object))),
            policies.Subscribe(_ => versions.EnqueueWhere(_ => true)),
        ];
    }

    public async Task RunAsync(VersionPassage passage, CancellationToken cancellationToken)
    {
        var found = new List<ModelSignature>();
        string? trouble = null;
        if (passage.Model is { } model && passage.Status.SignaturesSoughtAt is null)
        {
            found.AddRange(await KeepAsync(passage.Version, await SignatureSearch.InFilesAsync(model, cancellationToken), cancellationToken));
            trouble = await SeekAsync(passage, found, cancellationToken);
        }

        var state = Evaluate(passage.Version, found);
        if (trouble is null && IsToBeSought(passage, state))
        {
            trouble = await SeekAsync(passage, found, cancellationToken);
            state = Evaluate(passage.Version, found);
        }

        passage.Status.Signatures = state.Signatures.Count > 0 ? [.. state.Signatures] : null;
        passage.LookAgain(state.ReviewAt);
        if (state.Outcome == SignatureOutcome.Missing)
        {
            passage.LookAgain(time.GetUtcNow() + (trouble is null ? SeekAgainAfter : RetryAfter));
            await writer.BlockAsync(passage, "Verified", "SignatureMissing", $"{state.Message}{(trouble is null ? "" : $" Its registry could not be asked for signatures: {trouble}")}", cancellationToken);
            return;
        }

        if (state.Outcome == SignatureOutcome.NotAsked)
        {
            passage.Set("Verified", null, "NotAsked", state.Message);
        }
        else
        {
            passage.Set("Verified", true, "Signed", state.Message);
            await writer.PassAsync(passage, "Verified", state.Message, cancellationToken);
        }
    }

    private static NamespacedName VersionOf(ModelSignature signature) => new(signature.Metadata.Namespace!, signature.Spec.Version!);

    // Modelyard's own says that a version was let in, not that it may be.
    private SignatureState Evaluate(ModelVersion version, List<ModelSignature> found) => SignatureEvaluator.Evaluate(
        version,
        policies.List(),
        _signatures.Of(NamespacedName.Of(version))
            .Where(s => s.Metadata.Name != version.Metadata.Name)
            .Concat(found)
            .DistinctBy(s => s.Metadata.Name),
        time.GetUtcNow());

    private bool IsToBeSought(VersionPassage passage, SignatureState state)
    {
        var (sought, now) = (passage.Status.SignaturesSoughtAt ?? DateTimeOffset.MinValue, time.GetUtcNow());
        var isLongAgo = now - sought >= SeekAgainAfter;
        if (state.Outcome == SignatureOutcome.Missing && isLongAgo)
        {
            return true;
        }

        if (!DateTimeOffset.TryParse(
                passage.Version.Metadata.Annotations?.GetValueOrDefault(LibraryNames.SignaturesWantedAnnotation), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var wanted) || wanted <= sought)
        {
            return false;
        }

        // By a clock that is ahead of ours: what has been done for it would look as if it had not, and be done again without end.
        if (wanted > now && !isLongAgo)
        {
            passage.LookAgain(wanted - now < SeekAgainAfter ? wanted : sought + SeekAgainAfter);
            return false;
        }

        return true;
    }

    /// <returns>Why the registry could not be asked; null when it was, or when there is none.</returns>
    private async Task<string?> SeekAsync(VersionPassage passage, List<ModelSignature> found, CancellationToken cancellationToken)
    {
        try
        {
            if (ManifestClaim.DigestOf(passage.Version) is not null && passage.Version.Spec.Imported is null)
            {
                var model = (OciModelUri)ModelUri.Parse(passage.Version.Spec.Source!.Uri);
                var access = await fetch.AccessAsync(passage.Version, cancellationToken);
                found.AddRange(await KeepAsync(passage.Version, await search.InRegistryAsync(model, access, cancellationToken), cancellationToken));
            }

            passage.Status.SignaturesSoughtAt = time.GetUtcNow();
            return null;
        }
        catch (Exception e) when (e is FetchException or RepositoryException)
        {
            return e.Message;
        }
    }

    private async Task<IReadOnlyList<ModelSignature>> KeepAsync(ModelVersion version, IReadOnlyList<ModelSignatureSpec> found, CancellationToken cancellationToken)
    {
        var kept = new List<ModelSignature>();
        foreach (var spec in found)
        {
            spec.Version = version.Metadata.Name;
            var signature = new ModelSignature { Metadata = version.OwnedMetadata(SignatureSearch.NameOf(version.Metadata.Name!, spec)), Spec = spec };
            kept.Add(signature);
            try
            {
                if (signatures.Get(NamespacedName.Of(signature)) is null)
                {
                    await client.CreateAsync(signature, cancellationToken);
                }
            }
            catch (StatusException e) when (e.IsAlreadyExists)
            {
                // The informer has not seen yet what was made a moment ago.
            }
        }

        return kept;
    }
}
