using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Modelyard.Storage;

/// <summary>The keys in a key file. The first is the one to encrypt with; what is encrypted with any of them can be read.</summary>
public sealed class DocumentKeyRing(string path)
{
    private const string Explanation =
        """
        # Keys of the secrets that Modelyard keeps, by their names. The first one encrypts, all of them decrypt.
        # Without this file the secrets are lost. "modelyard encryption rotate" changes it; keep a copy, apart from the database.

        """;

    private readonly Lock _gate = new();

    // Of the file, in its order.
    private ImmutableArray<DocumentKey> _keys = [];

    // Also what the file had earlier: a document read before a rotation may be decrypted after it.
    private ImmutableDictionary<string, DocumentKey> _known = ImmutableDictionary<string, DocumentKey>.Empty;

    /// <summary>Where the file is.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>The names of the keys in the file; the first is the one to encrypt with.</summary>
    public IReadOnlyList<string> Names => [.. _keys.Select(k => k.Id)];

    /// <summary>Called in a rotation before the old keys leave the file: whatever else is encrypted with them has to do with the new one from then on.</summary>
    public Func<CancellationToken, Task>? Retiring { get; set; }

    internal DocumentKey Primary => _keys[0];

    /// <summary>A key for something else than documents, made from the one of a name; null when the file has none of that name.</summary>
    public byte[]? Derive(string name, string purpose) =>
        Find(name) is { } key ? HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Secret, key.Secret.Length, info: Encoding.UTF8.GetBytes(purpose)) : null;

    /// <summary>Reads the file; false when there is none.</summary>
    /// <exception cref="StoreUnusableException">It cannot be read.</exception>
    internal bool TryRead()
    {
        lock (_gate)
        {
            if (!File.Exists(Path))
            {
                return false;
            }

            Learn(Parse());
            return true;
        }
    }

    /// <summary>The key of a name, perhaps one that another process has added to the file; null when there is none.</summary>
    internal DocumentKey? Find(string id)
    {
        if (_known.GetValueOrDefault(id) is { } key)
        {
            return key;
        }

        return TryRead() ? _known.GetValueOrDefault(id) : null;
    }

    /// <summary>Puts a new key in front of those in the file. It is on the disk when this returns.</summary>
    internal DocumentKey Add()
    {
        lock (_gate)
        {
            Write(File.Exists(Path) ? [DocumentKey.Generate(), .. Parse()] : [DocumentKey.Generate()]);
            return Primary;
        }
    }

    /// <summary>Takes all keys but one out of the file.</summary>
    internal void Retire(DocumentKey remaining)
    {
        lock (_gate)
        {
            Write([remaining]);
        }
    }

    private void Write(ImmutableArray<DocumentKey> keys)
    {
        try
        {
            PrivateFile.Write(Path, Explanation + string.Concat(keys.Select(k => k.ToLine() + "\n")));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"the encryption key cannot be written to {Path} ({error.Message}); nothing was changed", error);
        }

        Learn(keys);
    }

    private ImmutableArray<DocumentKey> Parse()
    {
        try
        {
            var lines = File.ReadAllLines(Path).Select(l => l.Trim()).Where(l => l.Length > 0 && !l.StartsWith('#')).ToList();
            var keys = lines.Select(l => DocumentKey.TryParse(l)
                ?? throw new StoreUnusableException($"{Path} is damaged: a line is not a name and a key that belong together. Restore it from a backup")).ToImmutableArray();
            return keys.Length > 0 ? keys : throw new StoreUnusableException($"{Path} holds no key. Restore it from a backup");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnusableException($"the encryption keys cannot be read from {Path}: {error.Message}", error);
        }
    }

    private void Learn(ImmutableArray<DocumentKey> keys)
    {
        _known = _known.SetItems(keys.Select(k => KeyValuePair.Create(k.Id, k)));
        _keys = keys;
    }
}
