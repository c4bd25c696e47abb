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
    private readonly string _path;
    private readonly FileStream _stream;
    private long _durable;

    private readonly bool _hasDigest;

    private PartialFile(StoreLayout layout, string path, FileStream stream, bool hasDigest)
    {
        _hasDigest = hasDigest;
        _layout = layout;
        _path = path;
        _stream = stream;
    }

    internal long Length { get; private set; }

    internal string? Validator { get; private set; }

    private string NotePath => _path + ".json";

    /// <param name="hasDigest">The end result will be checked against a digest, so every byte found may be used.</param>
    internal static PartialFile Open(StoreLayout layout, string key, bool hasDigest)
    {
        var path = Path.Combine(layout.Partials, key);
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0, useAsync: true);
        var partial = new PartialFile(layout, path, stream, hasDigest);
        var note = partial.ReadNote();
        var usable = hasDigest ? stream.Length : Math.Min(stream.Length, note?.Durable ?? 0);
        stream.SetLength(usable);
        stream.Position = usable;
        (partial.Length, partial._durable, partial.Validator) = (usable, usable, note?.Validator);
        return partial;
    }

    /// <summary>Bytes a partial file holds, for planning; approximate while somebody downloads.</summary>
    internal static long LengthOf(StoreLayout layout, string key) =>
        new FileInfo(Path.Combine(layout.Partials, key)) is { Exists: true } file ? file.Length : 0;

    /// <summary>Feeds what is already here to the hasher.</summary>
    internal async Task ReplayAsync(ContentHasher hasher, byte[] buffer, CancellationToken cancellationToken)
    {
        _stream.Position = 0;
        while (_stream.Position < Length)
        {
            var read = await _stream.ReadAsync(buffer, cancellationToken);
            hasher.Append(buffer.AsSpan(0, read));
        }
    }

    internal async Task AppendAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(content, cancellationToken);
        Length += content.Length;
        // Where the digest will tell, nothing has to be known to be on the disk before the end.
        if (!_hasDigest && Length - _durable >= CheckpointEvery)
        {
            Checkpoint();
        }
    }

    /// <summary>Starts from nothing, for a file of which this is the validator.</summary>
    internal void Restart(string? validator)
    {
        _stream.SetLength(0);
        _stream.Position = 0;
        (Length, Validator) = (0, validator);
        Checkpoint();
    }

    /// <summary>Called also when a download ends badly, so that the next process can go on from here.</summary>
    internal void Checkpoint()
    {
        _stream.Flush(flushToDisk: true);
        _durable = Length;
        var note = JsonSerializer.SerializeToUtf8Bytes(new Note(Validator, _durable), StoreJson.Options);
        DurableFile.WriteAllBytes(NotePath, note, _layout.NewScratch());
    }

    /// <summary>Hands the finished file to the store.</summary>
    internal void Complete(ContentStore store, string sha256)
    {
        _stream.Flush(flushToDisk: true);
        store.Adopt(_path, sha256, Length);
        _stream.Dispose();
        File.Delete(NotePath);
    }

    /// <summary>Ends the writing of a file that is read where it is. Returns where.</summary>
    internal string Finish()
    {
        Checkpoint();
        _stream.Dispose();
        return _path;
    }

    internal void Discard()
    {
        _stream.Dispose();
        File.Delete(_path);
        File.Delete(NotePath);
    }

    public void Dispose() => _stream.Dispose();

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
