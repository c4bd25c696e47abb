using System.Text.Json;

namespace Modelyard.Artifacts;

/// <summary>
/// The part of a file that has arrived, kept across attempts, processes and crashes together with the validator it belongs to. After a
/// power cut a file can be longer than what reached the disk; where no digest would notice, only what was flushed is trusted.
/// </summary>
internal sealed class PartialFile : IDisposable
{
    private const long CheckpointEvery = 16L << 20;
    private readonly StoreLayout _layout;
    private readonly ContentFile _content;
    private readonly bool _hasDigest;
    private long _durable;

    private PartialFile(StoreLayout layout, ContentFile content, bool hasDigest)
    {
        (_layout, _content, _hasDigest) = (layout, content, hasDigest);
        var note = ReadNote();
        var usable = hasDigest ? content.Length : Math.Min(content.Length, note?.Durable ?? 0);
        content.Cut(usable);
        (_durable, Validator) = (content.Length, note?.Validator);
    }

    internal long Length => _content.Length;

    internal string? Validator { get; private set; }

    private string NotePath => _content.Path + ".json";

    /// <param name="hasDigest">The end result will be checked against a digest, so every byte found may be used.</param>
    internal static PartialFile Open(ContentStore store, string key, bool hasDigest)
    {
        // What arrived in the other form, before encryption was switched on or off, is of no use.
        File.Delete(store.Layout.Partial(key, !store.Seals));
        File.Delete(store.Layout.Partial(key, !store.Seals) + ".json");
        return new PartialFile(store.Layout, store.OpenContent(store.Layout.Partial(key, store.Seals)), hasDigest);
    }

    /// <summary>Bytes a partial file holds, for planning; approximate while somebody downloads.</summary>
    internal static long LengthOf(ContentStore store, string key) =>
        new FileInfo(store.Layout.Partial(key, store.Seals)) is { Exists: true } file
            ? store.Seals ? Math.Max(0, SealedFrames.ContentLength(file.Length)) : file.Length
            : 0;

    /// <summary>Feeds what is already here to the hasher.</summary>
    internal async Task ReplayAsync(ContentHasher hasher, byte[] buffer, CancellationToken cancellationToken)
    {
        if (Length == 0)
        {
            return;
        }

        await using var content = _content.OpenRead();
        for (int read; (read = await content.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            hasher.Append(buffer.AsSpan(0, read));
        }
    }

    internal async Task AppendAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        await _content.AppendAsync(content, cancellationToken);
        // Where the digest will tell, nothing has to be known to be on the disk before the end.
        if (!_hasDigest && Length - _durable >= CheckpointEvery)
        {
            Checkpoint();
        }
    }

    /// <summary>Starts from nothing, for a file of which this is the validator.</summary>
    internal void Restart(string? validator)
    {
        _content.Cut(0);
        Validator = validator;
        Checkpoint();
    }

    /// <summary>Called also when a download ends badly, so that the next process can go on from here.</summary>
    internal void Checkpoint()
    {
        _content.Flush();
        _durable = Length;
        var note = JsonSerializer.SerializeToUtf8Bytes(new Note(Validator, _durable), StoreJson.Options);
        DurableFile.WriteAllBytes(NotePath, note, _layout.NewScratch());
    }

    /// <summary>Hands the finished file to the store.</summary>
    internal void Complete(ContentStore store, string sha256)
    {
        store.Adopt(_content, sha256);
        File.Delete(NotePath);
    }

    /// <summary>Ends the writing of a file that is read where it is. Returns how.</summary>
    internal Func<Stream> Finish()
    {
        Checkpoint();
        return _content.OpenRead;
    }

    internal void Discard()
    {
        _content.Dispose();
        File.Delete(_content.Path);
        File.Delete(NotePath);
    }

    public void Dispose() => _content.Dispose();

    private Note? ReadNote()
    {
        try
        {
            return JsonSerializer.Deserialize<Note>(File.ReadAllBytes(NotePath), StoreJson.Options);
        }
        catch (Exception e) when (e is FileNotFoundException or JsonException)
        {
            return null;
        }
    }

    private sealed record Note(string? Validator, long Durable);
}
