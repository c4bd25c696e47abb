using Modelyard.Artifacts;

namespace Modelyard.Library;

/// <summary>The inspection of one file: what has been found in it so far and what it may still use.</summary>
internal sealed class Inspection(ScannedFile file, ScanOptions options, ModelFiles modelFiles, CancellationToken cancellationToken)
{
    private const long LookAtDiskEvery = 64L << 20;

    private readonly List<Finding> _findings = [];
    private readonly SortedSet<ContentFormat> _formats = [];
    private long _bytesRead;
    private string? _unfinished;
    private string? _skipped;

    internal ScannedFile File => file;

    internal ScanOptions Options => options;

    internal ModelFiles ModelFiles => modelFiles;

    /// <summary>Whether this is a file of no known format that turned out to hold the numbers of a graph.</summary>
    internal bool IsToBeReadAsWeights => _skipped is not null && modelFiles.AreWeights(file.Path);

    internal ExpansionBudget Budget { get; } = new(options.Extraction, file.Size);

    internal CancellationToken Cancellation => cancellationToken;

    internal IReadOnlyList<Finding> Findings => _findings;

    internal FileScan ToFileScan() => new(
        file.Path, file.Size, [.. _formats.Select(f => f.ToString())], _bytesRead,
        _unfinished is not null ? FileScanOutcome.Unfinished : _skipped is not null ? FileScanOutcome.Skipped : FileScanOutcome.Scanned,
        _unfinished ?? _skipped);

    internal void Note(ContentFormat format) => _formats.Add(format);

    internal void Skip(string reason) => _skipped ??= reason;

    internal void Report(ScanRule rule, Content content, string location, string message)
    {
        if (_findings.Count < options.MaxFindingsPerFile)
        {
            _findings.Add(new Finding(rule.Id, rule.Severity, file.Path, content.At(location), Sentence(message), rule.Advice));
        }
        else if (_findings.Count == options.MaxFindingsPerFile)
        {
            _findings.Add(new Finding(FileRules.MoreFindings.Id, FileRules.MoreFindings.Severity, file.Path, "",
                $"Only the first {options.MaxFindingsPerFile} findings of this file are listed.", FileRules.MoreFindings.Advice));
        }
    }

    /// <summary>Reports, and makes the file one of which not everything is known.</summary>
    internal void Unfinished(ScanRule rule, Content content, string location, string message)
    {
        _unfinished ??= content.At(location) is { Length: > 0 } where ? $"{where}: {message}" : message;
        Report(rule, content, location, message);
    }

    internal void Inspect(Content content) => ContentInspector.Inspect(content, this);

    internal T Read<T>(Content content, Func<ByteReader, T> read)
    {
        using var stream = content.Open();
        return Read(stream, read);
    }

    internal T Read<T>(Stream stream, Func<ByteReader, T> read)
    {
        using var reader = new ByteReader(stream, cancellationToken);
        try
        {
            return read(reader);
        }
        finally
        {
            _bytesRead += reader.BytesRead;
        }
    }

    /// <summary>The content as a stream that can be read out of order: itself, or a copy in the scratch folder that goes with it.</summary>
    internal Stream OpenSeekable(Content content)
    {
        var stream = content.Open();
        return stream.CanSeek ? stream : Spool(stream);
    }

    internal Stream Spool(Stream packed)
    {
        using (packed)
        {
            var copy = new FileStream(Path.Combine(options.ScratchFolder, $"scan-{Guid.NewGuid():N}"), new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                Options = FileOptions.DeleteOnClose,
            });
            try
            {
                var buffer = new byte[64 << 10];
                var next = 0L;
                for (int read; (read = packed.Read(buffer)) > 0;)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (copy.Position >= next)
                    {
                        DemandRoom();
                        next += LookAtDiskEvery;
                    }

                    copy.Write(buffer, 0, read);
                }

                copy.Position = 0;
                return copy;
            }
            catch
            {
                copy.Dispose();
                throw;
            }
        }
    }

    private void DemandRoom()
    {
        if (new DriveInfo(options.ScratchFolder).AvailableFreeSpace < options.ScratchReserve)
        {
            // Nothing is wrong with the file: this is no finding, and it is tried again.
            throw new FetchException(FetchFailure.NoSpace, $"there is no room in {options.ScratchFolder} to unpack {file.Path} for its scan: free some space. It is tried again.");
        }
    }

    private static string Sentence(string message) =>
        message.Length == 0 ? message : char.ToUpperInvariant(message[0]) + Finding.Printable(message[1..]) + (message[^1] == '.' ? "" : ".");
}
