using System.Security.Cryptography;
using System.Text;

namespace Modelyard.Artifacts;

/// <summary>
/// Where things are in the store:
/// <code>
/// blobs/sha256/ab/abcd…      content, read-only, named by its digest
/// sealed/sha256/ab/abcd…     the same, encrypted; named by the digest of what is encrypted
/// encryption.json            the keys of that, themselves encrypted
/// manifests/DIGEST.json      the files of one model; the name is the digest of the document
/// models/DIGEST/             the same files under their own names: what an engine is given (of encrypted ones that is elsewhere, in memory)
/// resolutions/URI-HASH.json  what a URI was resolved to, and when
/// references/DIGEST/OWNER    somebody uses this model
/// owners/OWNER/DIGEST        the same, to be found by the owner
/// holders/DIGEST/HOLDER      somebody had this model or this content from its source, or brought it
/// partial/KEY, KEY.json      downloads under way or interrupted; KEY.sealed, KEY.sealed.json when encrypted
/// tmp/, locks/               work space and locks; hold nothing worth keeping
/// </code>
/// </summary>
internal sealed class StoreLayout
{
    private const string SealedPartial = ".sealed";

    internal StoreLayout(string folder)
    {
        Root = Path.GetFullPath(folder);
        foreach (var part in new[] { Blobs, Sealed, Manifests, Models, Resolutions, References, Owners, Holders, Partials, Scratch, Locks })
        {
            Directory.CreateDirectory(part);
        }
    }

    internal string Root { get; }

    internal string Blobs => Path.Combine(Root, "blobs", "sha256");

    internal string Sealed => Path.Combine(Root, "sealed", "sha256");

    internal string Keys => KeysOf(Root);

    internal string Manifests => Path.Combine(Root, "manifests");

    internal string Models => Path.Combine(Root, "models");

    internal string Resolutions => Path.Combine(Root, "resolutions");

    internal string References => Path.Combine(Root, "references");

    internal string Owners => Path.Combine(Root, "owners");

    internal string Holders => Path.Combine(Root, "holders");

    internal string Partials => Path.Combine(Root, "partial");

    internal string Scratch => Path.Combine(Root, "tmp");

    internal string Locks => Path.Combine(Root, "locks");

    internal string StoreLock => Path.Combine(Root, "store.lock");

    internal string Blob(string sha256) => Path.Combine(Blobs, sha256[..2], sha256);

    internal string SealedBlob(string sha256) => Path.Combine(Sealed, sha256[..2], sha256);

    internal string Manifest(string key) => Path.Combine(Manifests, key + ".json");

    internal string Model(string key) => Path.Combine(Models, key);

    /// <param name="key">The URI, secrets and all: only its hash is written.</param>
    internal string Resolution(string key) => Path.Combine(Resolutions, KeyOf(key) + ".json");

    internal string Lock(string key) => Path.Combine(Locks, key);

    internal string Partial(string key, bool isSealed) => Path.Combine(Partials, isSealed ? key + SealedPartial : key);

    internal static bool IsSealedPartial(string path) => path.EndsWith(SealedPartial, StringComparison.Ordinal) || path.EndsWith(SealedPartial + ".json", StringComparison.Ordinal);

    internal string NewScratch() => Path.Combine(Scratch, Guid.NewGuid().ToString("n"));

    internal static string KeysOf(string root) => Path.Combine(root, "encryption.json");

    /// <summary>A file name for a text that may hold a secret or any character.</summary>
    internal static string KeyOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
}
