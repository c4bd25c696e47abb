using Microsoft.Extensions.Logging;
using Modelyard.Artifacts;

namespace Modelyard.Node;

/// <summary>
/// The models on this machine. One that an instance uses stays; of the others those that were used longest ago go when the disk gets full, or
/// when another needs their room.
/// </summary>
/// <param name="fetcher">Brings them here.</param>
/// <param name="settings">When the disk is full.</param>
/// <param name="space">How full the disk of the models is.</param>
/// <param name="logger">For operators.</param>
internal sealed partial class ModelCache(ModelFetcher fetcher, NodeSettings settings, Func<DiskSpace> space, ILogger<ModelCache> logger)
{
    /// <summary>Fetches a model for <paramref name="owner"/>, who uses it until <see cref="Release"/>.</summary>
    /// <exception cref="FetchException">It cannot be had.</exception>
    public async Task<FetchedModel> FetchAsync(
        string uri, FetchOptions options, string owner, IProgress<FetchProgress> progress, CancellationToken cancellationToken)
    {
        FetchedModel model;
        options = options with { User = owner };
        try
        {
            model = await fetcher.FetchAsync(uri, options, progress, cancellationToken);
        }
        catch (FetchException e) when (e is { Reason: FetchFailure.NoSpace, MissingBytes: { } missing } && Evict(missing, "a model needs their room"))
        {
            model = await fetcher.FetchAsync(uri, options, progress, cancellationToken);
        }

        fetcher.Store.AddReference(model.Digest, owner);
        foreach (var former in fetcher.Store.ModelsOf(owner).Where(d => d != model.Digest))
        {
            fetcher.Store.RemoveReference(former, owner);
        }

        FreeMemory();
        return model;
    }

    /// <summary>Nobody of this name uses a model any more.</summary>
    public void Release(string owner)
    {
        fetcher.Store.RemoveReferences(owner);
        FreeMemory();
    }

    /// <summary>No Pod but these uses a model. Others who keep models here, such as the library, have a kind before a slash in their names.</summary>
    public void ReleaseAllBut(IReadOnlySet<string> owners)
    {
        fetcher.Store.RemoveReferences(owner => IsPod(owner) && !owners.Contains(owner));
        FreeMemory();
    }

    /// <summary>Makes room when the disk is full. Returns why it is full all the same; null when it is not.</summary>
    public string? Relieve()
    {
        try
        {
            return RelieveOrFail();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"the disk of {fetcher.Store.Folder} cannot be looked at: {e.Message}";
        }
    }

    private string? RelieveOrFail()
    {
        var before = space();
        if (before.UsedPercent < settings.DiskHighPercent)
        {
            return null;
        }

        Evict(before.Above(settings.DiskLowPercent), $"the disk is {before.UsedPercent} % full");
        var now = space();
        return now.UsedPercent < settings.DiskHighPercent
            ? null
            : $"the disk of {fetcher.Store.Folder} is {now.UsedPercent} % full, and every model on it is in use or was a moment ago. "
                + "Free some space, delete services, or put the models on a larger disk.";
    }

    private static bool IsPod(string owner) => !owner.Contains('/');

    private void FreeMemory() => fetcher.Store.FreeMemory(IsPod);

    private bool Evict(long bytes, string reason)
    {
        var report = fetcher.Store.Evict(bytes);
        if (report.Models > 0)
        {
            Log.Evicted(logger, report.Models, report.Bytes >> 20, reason);
        }

        return report.Bytes > 0;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Removed {Models} models that nobody uses, {MiB} MiB: {Reason}.")]
        public static partial void Evicted(ILogger logger, int models, long miB, string reason);
    }
}
