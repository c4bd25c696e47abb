using System.Text.Json;

namespace Modelyard.Artifacts;

/// <summary>The keys of a store as they are written into it: encrypted, the newest first.</summary>
/// <param name="With">The name of the installation's key that they are encrypted with.</param>
internal sealed record StoreKeyFile(string With, IReadOnlyList<WrappedKey> Keys)
{
    internal byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, StoreJson.Options);

    /// <summary>Null when there is none.</summary>
    /// <exception cref="FetchException">It is damaged.</exception>
    internal static StoreKeyFile? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<StoreKeyFile>(File.ReadAllBytes(path), StoreJson.Options) is { With: not null, Keys.Count: > 0 } file ? file : throw Damaged(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException e)
        {
            throw Damaged(path, e);
        }
    }

    internal static StoreKeyFile Of(IEnumerable<StoreKey> keys, IContentKeys with)
    {
        var name = with.Current;
        var secret = with.Find(name)!;
        return new(name, [.. keys.Select(k => new WrappedKey(k.Id, k.Wrap(secret)))]);
    }

    /// <exception cref="FetchException">The key that is needed is not there.</exception>
    internal IReadOnlyList<StoreKey> Open(IContentKeys keys, string store)
    {
        var with = keys.Find(With) ?? throw new FetchException(FetchFailure.StoreUnavailable,
            $"the model files in {store} are encrypted with the key {With}, "
                + (keys.Names.Count > 0 ? $"which {keys.Place} does not have (it has {string.Join(", ", keys.Names)})" : $"and {keys.Place} is missing")
                + ". Put the key file back that belongs to them, from a backup for instance, or name its place with --encryption-key-file. Nothing was changed.");
        return [.. Keys.Select(k => StoreKey.Unwrap(k.Id, k.Key, with) ?? throw Damaged(StoreLayout.KeysOf(store)))];
    }

    private static FetchException Damaged(string path, Exception? inner = null) => new(FetchFailure.StoreUnavailable,
        $"{path} is damaged: it is not what this program wrote, and without it the encrypted model files beside it cannot be read. Put it back from a copy; "
            + "or move the folder away and have the models fetched again.", inner);
}

internal sealed record WrappedKey(string Id, byte[] Key);
