namespace Modelyard.Artifacts;

/// <summary>Where a model is: the <c>storageUri</c> of KServe. Parsed once; each source reads its own kind.</summary>
public abstract record ModelUri
{
    private protected ModelUri(string text, string scheme)
    {
        Text = text;
        Scheme = scheme;
    }

    /// <summary>As the user wrote it. May hold a password or a signed query: show <see cref="Display"/> instead.</summary>
    public string Text { get; }

    /// <summary>Lower case; <c>file</c> for a plain path.</summary>
    public string Scheme { get; }

    /// <summary>The URI without secrets, for messages and for what is stored.</summary>
    public virtual string Display => Text;

    public static bool TryParse(string? text, out ModelUri? uri, out string? problem)
    {
        (uri, problem) = ModelUriParser.Parse(text);
        return uri is not null;
    }

    /// <exception cref="FetchException">The text is not a URI a model can have; the message says what to write instead.</exception>
    public static ModelUri Parse(string? text) =>
        TryParse(text, out var uri, out var problem) ? uri! : throw new FetchException(FetchFailure.InvalidUri, problem!);

    public sealed override string ToString() => Display;
}

/// <summary>A file or folder of this machine.</summary>
/// <param name="Path">As written: absolute, or relative to a folder only the caller knows.</param>
public sealed record LocalModelUri(string Text, string Path) : ModelUri(Text, "file")
{
    internal LocalModelUri From(string folder)
    {
        var path = System.IO.Path.GetFullPath(Path, System.IO.Path.GetFullPath(folder));
        return new LocalModelUri(path, path);
    }
}

/// <summary>A single file, an archive or a folder on a web server.</summary>
/// <param name="Address">What is requested: without user, password and fragment.</param>
/// <param name="Sha256">From a fragment <c>#sha256=…</c>.</param>
/// <param name="UserInfo">Decoded <c>user:password</c> written into the URI.</param>
public sealed record HttpModelUri(string Text, Uri Address, string? Sha256, string? UserInfo) : ModelUri(Text, Address.Scheme)
{
    /// <summary>Query values are left out: signed links carry their secret there.</summary>
    public override string Display => Address.GetLeftPart(UriPartial.Path) + (Address.Query.Length > 1 ? "?…" : "");

    public bool IsFolder => Address.AbsolutePath.EndsWith('/');

    /// <summary>Last segment of the path, decoded: what the file is called.</summary>
    public string FileName => Uri.UnescapeDataString(Address.Segments[^1]);
}

/// <summary>A repository of the Hugging Face hub, whole or some of its files.</summary>
/// <param name="Revision">Branch, tag or commit; <c>main</c> when the URI names none.</param>
/// <param name="Pattern">A file, a folder or a glob inside the repository.</param>
public sealed record HubModelUri(string Text, string Owner, string Name, string Revision, string? Pattern) : ModelUri(Text, "hf")
{
    public string Repository => $"{Owner}/{Name}";

    /// <summary>A full commit id: what it names can never change.</summary>
    public bool IsPinned => Revision.Length == 40 && Revision.All(char.IsAsciiHexDigitLower);

    public HubModelUri At(string commit)
    {
        var text = $"hf://{Repository}:{commit}{(Pattern is null ? "" : "/" + Pattern)}";
        return new(text, Owner, Name, commit, Pattern);
    }
}

/// <summary>A model in an OCI registry.</summary>
/// <param name="Registry">Host, with the port where it is written.</param>
/// <param name="Tag">Null when the URI names none.</param>
/// <param name="Digest"><c>sha256:…</c> of the manifest; it decides where a tag is written as well.</param>
public sealed record OciModelUri(string Text, string Registry, string Repository, string? Tag, string? Digest) : ModelUri(Text, "oci")
{
    /// <summary>What the registry is asked for.</summary>
    public string Reference => Digest ?? Tag ?? "latest";

    public OciModelUri At(string digest) => new($"oci://{Registry}/{Repository}@{digest}", Registry, Repository, null, digest);
}

/// <summary>An object, or all objects below a prefix, in object storage.</summary>
/// <param name="Key">Without slashes around it; empty for the whole bucket.</param>
public sealed record S3ModelUri(string Text, string Bucket, string Key) : ModelUri(Text, "s3");

/// <summary>A well-formed URI of a scheme this program does not know; a plugged-in source may.</summary>
public sealed record OtherModelUri : ModelUri
{
    internal OtherModelUri(string text, string scheme)
        : base(text, scheme)
    {
    }
}
