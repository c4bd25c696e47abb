using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Modelyard.Ledger;

/// <summary>
/// What requests used, on its way to the database: lines in local files, each written before the call returns, so that it outlives the process
/// however that ends. Nothing waits for the disk or for the database here.
/// </summary>
/// <remarks>
/// A record begins, with an estimate, before a model sees the request, and ends before the client sees the end of the answer. One that has no end when
/// the journal is opened again was cut short by a crash: it counts as <see cref="UsageState.Truncated"/> with its estimate.
/// </remarks>
public sealed class UsageJournal : IDisposable
{
    private const int DefaultSegmentSize = 8 * 1024 * 1024;
    private const int LineSize = 1024;

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json)? _line;

    private readonly string _folder;
    private readonly int _segmentSize;
    private readonly FileStream _claim;
    private readonly Lock _lock = new();
    private readonly List<JournalSegment> _segments = [];
    private readonly Dictionary<string, JournalSegment> _unended = new(StringComparer.Ordinal);
    private readonly ArrayBufferWriter<byte> _unwritten = new();
    private readonly List<string> _unwrittenIds = [];
    private JournalSegment? _current;
    private long _lastNumber;
    private bool _closed;

    private UsageJournal(string folder, int segmentSize, FileStream claim) => (_folder, _segmentSize, _claim) = (folder, segmentSize, claim);

    /// <summary>Bytes that the database does not have yet.</summary>
    public long Backlog
    {
        get
        {
            lock (_lock)
            {
                return _segments.Sum(s => s.Length - s.Imported);
            }
        }
    }

    /// <summary>Opens the journal in <paramref name="folder"/>, which is made if need be, and ends what a crash left unended.</summary>
    /// <exception cref="LedgerException">Another process has it open, or it cannot be written.</exception>
    public static UsageJournal Open(string folder, int segmentSize = DefaultSegmentSize)
    {
        UsageJournal? journal = null;
        try
        {
            journal = new UsageJournal(folder, segmentSize, JournalFolder.Claim(folder));
            journal.Recover();
            return journal;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            journal?.Dispose();
            throw new LedgerException(LedgerFailure.Unusable, $"The usage journal {folder} cannot be opened: {e.Message}", e);
        }
    }

    /// <summary>Writes down that a request is about to be sent to a model, with what it may come to.</summary>
    /// <exception cref="LedgerException">Nothing can be written, for instance because the disk is full: the request must not be sent.</exception>
    public void Begin(UsageRecord record)
    {
        var line = Format(record, isEnd: false);
        lock (_lock)
        {
            try
            {
                WriteUnwritten();
                var segment = Append(line);
                if (_unended.TryAdd(record.Id, segment))
                {
                    segment.Unended++;
                }
            }
            catch (IOException e)
            {
                throw Unavailable(e);
            }
        }
    }

    /// <summary>
    /// Writes down what a request came to: one that <see cref="Begin"/> was called for, or one that was refused before that. The end of a
    /// request that has begun is never refused: if it cannot be written now, it is before anything else can begin.
    /// </summary>
    /// <exception cref="LedgerException">Nothing can be written, and the request had not begun.</exception>
    public void End(UsageRecord record)
    {
        var line = Format(record, isEnd: true);
        lock (_lock)
        {
            try
            {
                WriteUnwritten();
                Append(line);
                Close(record.Id);
            }
            catch (IOException e)
            {
                if (!_unended.ContainsKey(record.Id))
                {
                    throw Unavailable(e);
                }

                _unwritten.Write(line);
                _unwrittenIds.Add(record.Id);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _closed = true;
            _current?.Dispose();
            _current = null;
            _claim.Dispose();
        }
    }

    /// <summary>The files as they are now, oldest first.</summary>
    internal JournalSegment[] Segments()
    {
        lock (_lock)
        {
            return [.. _segments];
        }
    }

    /// <summary>
    /// Deletes what the database has. Always the oldest first: the beginning of a record must not outlive its end, or the record would
    /// seem to have none.
    /// </summary>
    internal void DeleteImported()
    {
        lock (_lock)
        {
            while (_segments is [var oldest, ..] && oldest.Unended == 0 && oldest.Imported == oldest.Length)
            {
                if (oldest == _current)
                {
                    _current.Dispose();
                    _current = null;
                }

                File.Delete(oldest.Path);
                _segments.RemoveAt(0);
            }
        }
    }

    private static ReadOnlySpan<byte> Format(UsageRecord record, bool isEnd)
    {
        _line ??= NewLine();
        var (buffer, json) = _line.Value;
        UsageLine.Write(buffer, json, record, isEnd);
        return buffer.WrittenSpan;

        static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json) NewLine()
        {
            var buffer = new ArrayBufferWriter<byte>(LineSize);
            return (buffer, new Utf8JsonWriter(buffer));
        }
    }

    private JournalSegment Append(ReadOnlySpan<byte> lines)
    {
        // Whatever was to be written after that is found without an end at the next start.
        ObjectDisposedException.ThrowIf(_closed, this);
        if (_current is null || _current.Length >= _segmentSize)
        {
            var next = JournalSegment.Create(JournalFolder.SegmentPath(_folder, _lastNumber + 1));
            _current?.Dispose();
            _current = next;
            _segments.Add(next);
            _lastNumber++;
        }

        _current.Append(lines);
        return _current;
    }

    private void WriteUnwritten()
    {
        if (_unwrittenIds.Count == 0)
        {
            return;
        }

        Append(_unwritten.WrittenSpan);
        _unwrittenIds.ForEach(Close);
        _unwrittenIds.Clear();
        _unwritten.Clear();
    }

    private void Close(string id)
    {
        if (_unended.Remove(id, out var segment))
        {
            segment.Unended--;
        }
    }

    private void Recover()
    {
        var (segments, unended, last) = JournalFolder.Read(_folder);
        _segments.AddRange(segments);
        _lastNumber = last;
        foreach (var record in unended)
        {
            Append(Format(record with { State = UsageState.Truncated }, isEnd: true));
        }
    }

    private LedgerException Unavailable(IOException error) => new(
        LedgerFailure.Unavailable,
        string.Create(CultureInfo.InvariantCulture, $"What requests use cannot be written to {_folder}: {error.Message} Is the disk full? No request is served until there is room."),
        error);
}
