using System.Collections.Immutable;

namespace Modelyard.Artifacts;

/// <summary>The keys of a store that is, or was, encrypted.</summary>
internal sealed class StoreKeys
{
    private readonly StoreLayout _layout;
    private readonly IContentKeys _outer;
    private readonly Lock _gate = new();
    private ImmutableList<StoreKey> _keys = [];

    private StoreKeys(StoreLayout layout, IContentKeys outer) => (_layout, _outer) = (layout, outer);

    /// <summary>What new files are encrypted with.</summary>
    internal StoreKey Newest => _keys[0];

    /// <summary>Null for a store that never was encrypted and is not to be.</summary>
    /// <exception cref="FetchException">Something that is needed is not there.</exception>
    internal static StoreKeys? Open(StoreLayout layout, ContentEncryption? encryption)
    {
        var file = StoreKeyFile.Read(layout.Keys);
        if (encryption is null)
        {
            return file is null ? null : throw new FetchException(FetchFailure.StoreUnavailable,
                $"the model files in {layout.Root} are encrypted with the key {file.With}: the store cannot be used without its key file.");
        }

        var keys = new StoreKeys(layout, encryption.Keys);
        if (file is not null)
        {
            keys.Learn(file);
            keys.Align();
            return keys;
        }

        if (Directory.EnumerateFiles(layout.Sealed, "*", SearchOption.AllDirectories).Any())
        {
            throw new FetchException(FetchFailure.StoreUnavailable,
                $"{layout.Keys} is missing, and without it the encrypted model files beside it cannot be read. Put it back from a copy; or remove {layout.Sealed} and have the models fetched again.");
        }

        return encryption.Seals ? keys.Begin() : null;
    }

    internal StoreKey? Find(ReadOnlySpan<byte> id)
    {
        var name = Convert.ToHexStringLower(id);
        if (Find(name) is { } key)
        {
            return key;
        }

        // Another process may have made it since.
        Learn(StoreKeyFile.Read(_layout.Keys) ?? throw new FetchException(FetchFailure.StoreUnavailable, $"{_layout.Keys} is missing, and without it the encrypted model files beside it cannot be read."));
        return Find(name);
    }

    /// <summary>Has the installation's newest key be the one that is needed.</summary>
    internal void Align()
    {
        lock (_gate)
        {
            if (StoreKeyFile.Read(_layout.Keys)?.With != _outer.Current)
            {
                Write(_keys);
            }
        }
    }

    /// <summary>Encrypts with a new key from now on: who has got hold of the old ones cannot read what is to come.</summary>
    internal void Renew()
    {
        lock (_gate)
        {
            Write(_keys.Insert(0, StoreKey.Generate()));
        }
    }

    private StoreKeys Begin()
    {
        var scratch = _layout.NewScratch();
        DurableFile.WriteAllBytes(scratch, StoreKeyFile.Of([StoreKey.Generate()], _outer).ToBytes(), _layout.NewScratch());
        try
        {
            File.Move(scratch, _layout.Keys, overwrite: false);
            DurableFile.FlushFolder(_layout.Root);
        }
        catch (IOException) when (File.Exists(_layout.Keys))
        {
            // Another process was quicker, and its keys are those of the store.
            File.Delete(scratch);
        }

        Learn(StoreKeyFile.Read(_layout.Keys)!);
        return this;
    }

    private StoreKey? Find(string name) => _keys.Find(k => k.Id == name);

    private void Learn(StoreKeyFile file) => _keys = [.. file.Open(_outer, _layout.Root)];

    private void Write(ImmutableList<StoreKey> keys)
    {
        DurableFile.WriteAllBytes(_layout.Keys, StoreKeyFile.Of(keys, _outer).ToBytes(), _layout.NewScratch());
        _keys = keys;
    }
}
