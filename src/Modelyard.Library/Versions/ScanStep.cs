using Microsoft.Extensions.Logging;
using Modelyard.Api;
using Modelyard.Artifacts;
using Modelyard.Client;

namespace Modelyard.Library;

/// <summary>
/// Reads what the files of a version say and what can be found in them: once, and again when the rules of scans have become others. Until a version
/// was scanned again, what was found before counts.
/// </summary>
internal sealed partial class ScanStep(
    VersionFetch fetch, VersionStatusWriter writer, LongWork work, IResourceClient client, LibraryOptions options, TimeProvider time, ILogger<ScanStep> logger) : IVersionStep
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);

    public Task<IReadOnlyList<IDisposable>> FollowAsync(IVersionQueue versions, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<IDisposable>>([]);

    public async Task RunAsync(VersionPassage passage, CancellationToken cancellationToken)
    {
        passage.KeptReport = await client.TryGetAsync<ModelScanReport>(passage.Key, cancellationToken);
        passage.Report = passage.KeptReport?.Report;
        if (passage.Report?.Digest == passage.Status.Digest && passage.Report?.Rules >= ScanRules.Edition)
        {
            return;
        }

        var isAgain = passage.IsDecided && passage.Report is not null;
        if (work.TryBegin(passage, isAgain))
        {
            await ScanAsync(passage, cancellationToken);
        }
        else if (!isAgain)
        {
            passage.Stop();
            await writer.PassAsync(passage, "Synced", "Waiting for its turn to be scanned.", cancellationToken);
        }
    }

    private async Task ScanAsync(VersionPassage passage, CancellationToken cancellationToken)
    {
        if (await fetch.TryRunAsync(passage, cancellationToken) is not { } model)
        {
            return;
        }

        ScanResult scan;
        try
        {
            passage.Status.Metadata = await VersionDescription.ReadAsync(model, cancellationToken);
            scan = await ModelScanner.ScanAsync(VersionFiles.Of(model), new ScanOptions { ScratchFolder = options.ScratchFolder }, cancellationToken);
        }
        catch (FetchException e) when (e.Reason == FetchFailure.NoSpace)
        {
            await writer.WaitAsync(passage, "Synced", "Scanned", e.Reason.ToString(), e.Message, RetryAfter, cancellationToken);
            return;
        }

        passage.Report = ReportedScan.After(passage.Report, ReportedScan.Of(model.Digest, scan, time.GetUtcNow()));
        Log.Scanned(logger, passage.Key, scan.Verdict, scan.Findings.Count);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Scanned {Version}: {Verdict}, {Findings} findings.")]
        public static partial void Scanned(ILogger logger, NamespacedName version, ScanVerdict verdict, int findings);
    }
}
