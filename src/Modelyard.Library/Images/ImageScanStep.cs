using Microsoft.Extensions.Logging;
using Modelyard.Api;
using Modelyard.Artifacts;
using Modelyard.Client;

namespace Modelyard.Library;

/// <summary>
/// Has versions that come as container images scanned by the scanners that select them. Scanners take their time: a scan is asked for, and its report fetched
/// when it is there, however often the control plane is restarted meanwhile. A version that no report is there about is not scanned, whatever the reason.
/// </summary>
internal sealed partial class ImageScanStep(
    Informer<ImageScanner> scanners, ImageScannerAccess access, ModelFetcher fetcher, VersionFetch fetch, VersionStatusWriter writer, TimeProvider time, ILogger<ImageScanStep> logger)
    : IVersionStep
{
    private const string Scheme = "oci://";
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(3650);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);

    public async Task<IReadOnlyList<IDisposable>> FollowAsync(IVersionQueue versions, CancellationToken cancellationToken)
    {
        await scanners.WaitForSyncAsync(cancellationToken);
        return [scanners.Subscribe(_ => versions.EnqueueWhere(IsFromRegistry))];
    }

    public async Task RunAsync(VersionPassage passage, CancellationToken cancellationToken)
    {
        if (passage.Report is null || !IsFromRegistry(passage.Version))
        {
            return;
        }

        var wanted = scanners.List().Where(s => VersionSelection.Selects(s.Spec.Versions, passage.Version)).OrderBy(s => s.Metadata.Name, StringComparer.Ordinal).ToList();
        var names = wanted.Select(s => s.Metadata.Name!).ToHashSet(StringComparer.Ordinal);
        passage.Report = ReportedScan.WithImagesOf(passage.Report, names);
        passage.Status.ImageScans = passage.Status.ImageScans?.Where(s => names.Contains(s.Scanner!)).ToList() is { Count: > 0 } asked ? asked : null;
        foreach (var scanner in wanted)
        {
            await ScanAsync(passage, scanner, cancellationToken);
        }
    }

    private async Task ScanAsync(VersionPassage passage, ImageScanner scanner, CancellationToken cancellationToken)
    {
        var (name, now) = (scanner.Metadata.Name!, time.GetUtcNow());
        var last = passage.Report!.Images?.Find(i => i.Scanner == name);
        if (last is not null && DueAt(last, scanner) is var due && !(due <= now))
        {
            passage.LookAgain(due);
            return;
        }

        var pending = PendingOf(passage, name);
        TimeSpan? pause;
        try
        {
            pause = await AdvanceAsync(passage, pending, scanner, cancellationToken);
        }
        catch (Exception e) when (e is ImageScannerException or FetchException or RepositoryException)
        {
            (pending.Request, pending.RequestedAt, pending.Message, pause) = (null, null, e.Message.TrimEnd('.') + ".", RetryAfter);
        }

        if (pause is null)
        {
            passage.Status.ImageScans!.Remove(pending);
            passage.Status.ImageScans = passage.Status.ImageScans.Count > 0 ? passage.Status.ImageScans : null;
            return;
        }

        passage.LookAgain(now + pause);
        if (last is null && passage.Status.Phase is not ("Approved" or "Rejected" or "Revoked"))
        {
            passage.Set("Scanned", false, "ImageScanPending", pending.Message);
            passage.Stop();
            await writer.WriteAsync(passage, "Synced", $"Waiting for the image scanner {name}: {pending.Message}", cancellationToken);
        }
    }

    /// <returns>When to go on; null when it is done.</returns>
    private async Task<TimeSpan?> AdvanceAsync(VersionPassage passage, PendingImageScan pending, ImageScanner scanner, CancellationToken cancellationToken)
    {
        var (name, now) = (scanner.Metadata.Name!, time.GetUtcNow());
        using var harbor = await access.OpenAsync(scanner, cancellationToken);
        if (pending.Request is null || pending.RequestedAt + Lasts(scanner.Spec.Timeout) <= now)
        {
            var model = (OciModelUri)ModelUri.Parse(passage.Version.Spec.Source!.Uri!);
            if (await fetcher.Images.FindAsync(model, await fetch.AccessAsync(passage.Version, cancellationToken), cancellationToken) is not { } image)
            {
                passage.Report = ReportedScan.WithImage(passage.Report!, new ReportedImageScan { Scanner = name, At = now }, []);
                return null;
            }

            var request = await harbor.RequestAsync(image, cancellationToken);
            (pending.Request, pending.RequestedAt, pending.Image, pending.Message) = (request, now, image.Digest, "the scan is under way.");
            return AskAgainAfter;
        }

        switch (await harbor.ReportAsync(pending.Request, cancellationToken))
        {
            case ImageScanAnswer.Unfinished { After: var after }:
                return after is null ? AskAgainAfter : after < AskAgainAfter ? AskAgainAfter : after > LongestPause ? LongestPause : after;
            case ImageScanAnswer.Finished { Report: var found }:
                Keep(passage, pending, name, found);
                return null;
            default:
                (pending.Request, pending.RequestedAt, pending.Message) = (null, null, "it has forgotten the scan, which is asked for again.");
                return AskAgainAfter;
        }
    }

    private void Keep(VersionPassage passage, PendingImageScan pending, string name, HarborReport found)
    {
        if (found.Artifact?.Digest is { Length: > 0 } digest && digest != pending.Image)
        {
            throw new ImageScannerException($"its report is about {digest}, and {pending.Image} was to be scanned");
        }

        var scan = new ReportedImageScan { Scanner = name, By = found.Scanner?.ToString(), Image = pending.Image, At = time.GetUtcNow() };
        passage.Report = ReportedScan.WithImage(passage.Report!, scan, VulnerabilityFindings.Of(found, name));
        Log.Scanned(logger, name, passage.Key, found.Vulnerabilities?.Count ?? 0);
    }

    private static PendingImageScan PendingOf(VersionPassage passage, string scanner)
    {
        var all = passage.Status.ImageScans ??= [];
        if (all.Find(s => s.Scanner == scanner) is { } known)
        {
            return known;
        }

        var pending = new PendingImageScan { Scanner = scanner };
        all.Add(pending);
        return pending;
    }

    // What is no image stays none: the version's content never changes.
    private static DateTimeOffset? DueAt(ReportedImageScan last, ImageScanner scanner) => last.Image is null ? null : last.At + Lasts(scanner.Spec.RescanAfter);

    // Null for without end.
    private static TimeSpan? Lasts(string? text) => text is not null && DurationText.TryParse(text, out var time) && time < LongestWait ? time : null;

    private static bool IsFromRegistry(ModelVersion version) => version.Spec.Source?.Uri?.StartsWith(Scheme, StringComparison.Ordinal) == true;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The scanner {Scanner} found {Vulnerabilities} vulnerabilities in the image of {Version}.")]
        public static partial void Scanned(ILogger logger, string scanner, NamespacedName version, int vulnerabilities);
    }
}
