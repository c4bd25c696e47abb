using Modelyard.Api;

namespace Modelyard.Library;

/// <summary>Brings the files of a new version in.</summary>
internal sealed class SyncStep(VersionFetch fetch, VersionStatusWriter writer, LongWork work) : IVersionStep
{
    public Task<IReadOnlyList<IDisposable>> FollowAsync(IVersionQueue versions, CancellationToken cancellationToken)
    {
        work.Follow(versions);
        return Task.FromResult<IReadOnlyList<IDisposable>>([]);
    }

    public async Task RunAsync(VersionPassage passage, CancellationToken cancellationToken)
    {
        var status = passage.Status;
        if (status.Digest is not null || fetch.IsPaused(passage))
        {
            return;
        }

        if (!work.TryBegin(passage))
        {
            passage.Stop();
            await writer.PassAsync(passage, "Pending", "Waiting for its turn: other versions are being fetched.", cancellationToken);
            return;
        }

        passage.Set("Synced", false, "Fetching");
        await writer.PassAsync(passage, "Syncing", $"Fetching {passage.Version.Spec.Source!.Uri}.", cancellationToken);
        if (passage.IsStopped || await fetch.TryRunAsync(passage, cancellationToken) is not { } model)
        {
            return;
        }

        status.Digest = model.Digest;
        status.Size = model.Size;
        status.Files = [.. model.Files.Select(f => new VersionFile { Path = f.Path, Digest = f.Sha256 is null ? null : "sha256:" + f.Sha256, Size = f.Size })];
        await writer.PassAsync(passage, "Synced", "Scanning its files.", cancellationToken);
    }
}
