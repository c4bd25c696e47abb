using System.Text;

namespace Modelyard.Artifacts;

/// <summary>
/// Who has had which content from its source, or brought it. The store keeps equal content once for all, and whoever can name its digest could otherwise
/// have what they may not fetch.
/// </summary>
public sealed class ContentHolders
{
    private readonly StoreLayout _layout;

    internal ContentHolders(StoreLayout layout) => _layout = layout;

    /// <summary>Notes that a model may be given to somebody. Survives restarts; ends with the model.</summary>
    /// <param name="digest">As in <see cref="StoredModel.Digest"/>.</param>
    /// <param name="holder">Kind and name, as <c>organization/acme</c>.</param>
    public void Add(string digest, string holder)
    {
        if (!Has(digest, holder))
        {
            Directory.CreateDirectory(Path.Combine(_layout.Holders, ContentStore.KeyOf(digest)));
            DurableFile.WriteAllBytes(FileOf(ContentStore.KeyOf(digest), holder), Encoding.UTF8.GetBytes(holder), _layout.NewScratch());
        }
    }

    /// <summary>Whether a model may be given to somebody.</summary>
    public bool Has(string digest, string holder) => File.Exists(FileOf(ContentStore.KeyOf(digest), holder));

    /// <summary>These may be given nothing any more that they do not bring again.</summary>
    public void Remove(Predicate<string> holders)
    {
        foreach (var file in Directory.EnumerateFiles(_layout.Holders, "*", SearchOption.AllDirectories))
        {
            if (holders(File.ReadAllText(file)))
            {
                File.Delete(file);
            }
        }
    }

    /// <summary>Whether a file that is in the store may be used for somebody; null is whoever owns the machine.</summary>
    internal bool MayUse(string sha256, string? holder) => holder is null || File.Exists(FileOf(sha256, holder));

    /// <summary>Notes that somebody had a file. Not worth a flush: who loses the note downloads the file once more.</summary>
    internal void AddFile(string sha256, string? holder)
    {
        if (!MayUse(sha256, holder))
        {
            Directory.CreateDirectory(Path.Combine(_layout.Holders, sha256));
            File.WriteAllText(FileOf(sha256, holder!), holder);
        }
    }

    /// <summary>Forgets who had what is not in the store any more. Only under the exclusive lock.</summary>
    internal void Sweep()
    {
        foreach (var folder in Directory.EnumerateDirectories(_layout.Holders))
        {
            var key = Path.GetFileName(folder);
            if (!File.Exists(_layout.Manifest(key)) && !File.Exists(_layout.Blob(key)) && !File.Exists(_layout.SealedBlob(key)))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private string FileOf(string key, string holder) => Path.Combine(_layout.Holders, key, StoreLayout.KeyOf(holder));
}
