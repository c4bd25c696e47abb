using Microsoft.Extensions.Logging;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Library;

/// <summary>
/// Reads what the files of a version say and what can be found in them: once, and again when the rules of scans have become others. Until a version
/// was scanned again, what was found before counts.
/// </summary>
internal sealed partial class ScanStep(
    VersionFetch fetch, IResourceClient client, LibraryOptions options, TimeProvider time, ILogger<ScanStep> logger) : IVersionStep
{
    private readonly RescanTurns _turns = new();
    private IVersionQueue? _versions;

    public Task<IReadOnlyList<IDisposable>> FollowAsync(IVersionQueue versions, CancellationToken cancellationToken)
    {
        _versions = versions;
        return Task.FromResult<IReadOnlyList<IDisposable>>([]);
    }

    public async Task RunAsync(VersionPassage passage, CancellationToken cancellationToken)
    {
        passage.KeptReport = await client.TryGetAsync<ModelScanReport>(passage.Key, cancellationToken);
        passage.Report = passage.KeptReport?.Report;
        if (passage.Report?.Digest == passage.Status.Digest && passage.Report?.Rules >= ScanRules.Edition)
        {
            return;
        }

        if (!passage.IsDecided || passage.Report is null)
        {
            await ScanAsync(passage, cancellationToken);
        }
        else if (_turns.TryBegin(passage.Key))
        {
            try
            {
                await ScanAsync(passage, cancellationToken);
            }
            finally
            {
                if (_turns.End() is { } next)
                {
                    _versions!.Enqueue(next);
                }
            }
        }
    }

    private async Task ScanAsync(VersionPassage passage, CancellationToken cancellationToken)
    {
        if (await fetch.TryRunAsync(passage, cancellationToken) is not { } model)
        {
            return;
        }

        passage.Status.Metadata = await VersionDescription.ReadAsync(model, cancellationToken);
        var scan = await ModelScanner.ScanAsync(VersionFiles.Of(model), new ScanOptions { ScratchFolder = options.ScratchFolder }, cancellationToken);
        passage.Report = ReportedScan.After(passage.Report, ReportedScan.Of(model.Digest, scan, time.GetUtcNow()));
        Log.Scanned(logger, passage.Key, scan.Verdict, scan.Findings.Count);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Scanned {Version}: {Verdict}, {Findings} findings.")]
        public static partial void Scanned(ILogger logger, NamespacedName version, ScanVerdict verdict, int findings);
    }
}
