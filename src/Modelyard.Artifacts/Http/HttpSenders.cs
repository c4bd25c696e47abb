namespace Modelyard.Artifacts;

/// <summary>
/// One sender for each source and way of reaching it, so that everything going there shares its connections and its limits. Those used
/// longest ago are forgotten, as secrets change: what is under way with them ends as it began.
/// </summary>
internal sealed class HttpSenders(ArtifactsOptions options, TimeProvider time) : IDisposable
{
    private const int Kept = 64;
    private readonly Lock _gate = new();
    private readonly HttpSender _plain = new(options, null, time);
    private readonly Dictionary<string, Entry> _senders = new(StringComparer.Ordinal);
    private long _uses;

    /// <exception cref="FetchException">What it names, such as an authority, is not what it should be.</exception>
    internal HttpSender For(Uri source, SourceAccess? access)
    {
        if (access is null)
        {
            return _plain;
        }

        var key = $"{source.Authority}\n{access.Key}";
        lock (_gate)
        {
            if (!_senders.TryGetValue(key, out var entry))
            {
                if (_senders.Count == Kept)
                {
                    _senders.Remove(_senders.MinBy(s => s.Value.LastUse).Key);
                }

                _senders.Add(key, entry = new Entry(new HttpSender(options, access, time)));
            }

            entry.LastUse = ++_uses;
            return entry.Sender;
        }
    }

    public void Dispose()
    {
        _plain.Dispose();
        lock (_gate)
        {
            foreach (var entry in _senders.Values)
            {
                entry.Sender.Dispose();
            }
        }
    }

    private sealed class Entry(HttpSender sender)
    {
        internal HttpSender Sender { get; } = sender;

        internal long LastUse { get; set; }
    }
}
