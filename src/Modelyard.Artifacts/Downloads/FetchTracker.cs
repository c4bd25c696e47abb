namespace Modelyard.Artifacts;

/// <summary>Adds up what the parallel downloads of one fetch do, and tells everybody who waits for it, at most every so often.</summary>
internal sealed class FetchTracker(TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private readonly Lock _gate = new();
    private readonly List<IProgress<FetchProgress>> _listeners = [];
    private long _lastReport;
    private long _bytes;
    private long? _totalBytes;
    private int _files;
    private int _totalFiles;
    private string? _note;

    internal void Listen(IProgress<FetchProgress>? listener)
    {
        if (listener is not null)
        {
            lock (_gate)
            {
                _listeners.Add(listener);
            }
        }
    }

    internal void StopListening(IProgress<FetchProgress>? listener)
    {
        lock (_gate)
        {
            _listeners.RemoveAll(l => ReferenceEquals(l, listener));
        }
    }

    internal void Start(int files, long? bytes) => Change(always: true, () => (_totalFiles, _totalBytes, _note) = (files, bytes, null));

    /// <summary>Negative when a partial file had to be thrown away.</summary>
    internal void AddBytes(long bytes) => Change(always: false, () => (_bytes, _note) = (_bytes + bytes, null));

    internal void FileDone() => Change(always: true, () => _files++);

    internal void Note(string note) => Change(always: true, () => _note = note);

    private void Change(bool always, Action change)
    {
        FetchProgress now;
        IProgress<FetchProgress>[] listeners;
        lock (_gate)
        {
            change();
            if (_listeners.Count == 0 || (!always && _lastReport != 0 && time.GetElapsedTime(_lastReport) < Interval))
            {
                return;
            }

            _lastReport = time.GetTimestamp();
            now = new(_bytes, _totalBytes, _files, _totalFiles, _note);
            listeners = [.. _listeners];
        }

        foreach (var listener in listeners)
        {
            listener.Report(now);
        }
    }
}
