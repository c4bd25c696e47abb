using FsCheck;
using FsCheck.Fluent;
using Modelyard.Api;
using Modelyard.Artifacts;

namespace Modelyard.Tests.Artifacts;

public sealed class ModelUriTests
{
    [Theory]
    [InlineData("/models/a.gguf", "/models/a.gguf")]
    [InlineData("models/a b.gguf", "models/a b.gguf")]
    [InlineData("./a%20b", "./a%20b")]
    [InlineData("file:///models/a%20b.gguf", "/models/a b.gguf")]
    [InlineData("FILE://localhost/models", "/models")]
    public void Path_InAnyForm_IsLocal(string text, string path) =>
        ModelUri.Parse(text).ShouldBeOfType<LocalModelUri>().Path.ShouldBe(path);

    [Theory]
    [InlineData("/models/a.gguf")]
    [InlineData("models/a%20b")]
    [InlineData("./x://../keys")]
    [InlineData("1x://keys")]
    [InlineData("://keys")]
    [InlineData("file:/keys")]
    [InlineData("FILE://LOCALHOST/keys%2Fa")]
    [InlineData("file:///../keys")]
    [InlineData("hf://acme/tiny")]
    [InlineData("files:///keys")]
    [InlineData("oci+x.y-z://host/a")]
    [InlineData("https://host/file:///keys")]
    public void Path_IsWhatTheRightToAFolderIsAskedFor(string text) =>
        StorageUriRules.LocalPath(text).ShouldBe((ModelUri.Parse(text) as LocalModelUri)?.Path);

    [Theory]
    [InlineData("hf://acme/tiny", "main", null)]
    [InlineData("hf://acme/tiny:v1.0", "v1.0", null)]
    [InlineData("hf://acme/tiny/a.gguf", "main", "a.gguf")]
    [InlineData("hf://acme/tiny:main/sub/", "main", "sub")]
    [InlineData("hf://acme/tiny:refs/pr/3/a.gguf", "refs/pr/3", "a.gguf")]
    [InlineData("hf://acme/tiny:feature%2Fx/*.gguf", "feature/x", "*.gguf")]
    public void Hub_WithRevisionAndPath_IsTakenApart(string text, string revision, string? pattern)
    {
        var uri = ModelUri.Parse(text).ShouldBeOfType<HubModelUri>();

        (uri.Repository, uri.Revision, uri.Pattern).ShouldBe(("acme/tiny", revision, pattern));
    }

    [Theory]
    [InlineData("oci://host/a", "host", "a", null, null, "latest")]
    [InlineData("oci://host:5000/acme/a-b__c.d:V1.0", "host:5000", "acme/a-b__c.d", "V1.0", null, "V1.0")]
    [InlineData("oci://[::1]:5000/a:x", "[::1]:5000", "a", "x", null, "x")]
    [InlineData("oci://host/a:x@sha256:0000000000000000000000000000000000000000000000000000000000000000", "host", "a", "x",
        "sha256:0000000000000000000000000000000000000000000000000000000000000000", "sha256:0000000000000000000000000000000000000000000000000000000000000000")]
    public void Registry_WithTagAndDigest_IsTakenApart(string text, string registry, string repository, string? tag, string? digest, string reference)
    {
        var uri = ModelUri.Parse(text).ShouldBeOfType<OciModelUri>();

        (uri.Registry, uri.Repository, uri.Tag, uri.Digest, uri.Reference).ShouldBe((registry, repository, tag, digest, reference));
    }

    [Fact]
    public void Http_WithSecrets_ShowsNone()
    {
        var text = "https://me:pa%40ss@host/m/a.gguf?X-Signature=secret#sha256=" + new string('A', 64);

        var uri = ModelUri.Parse(text).ShouldBeOfType<HttpModelUri>();

        uri.UserInfo.ShouldBe("me:pa@ss");
        uri.Address.AbsoluteUri.ShouldBe("https://host/m/a.gguf?X-Signature=secret");
        uri.Sha256.ShouldBe(new string('a', 64));
        uri.Display.ShouldBe("https://host/m/a.gguf?…");
        uri.ToString().ShouldBe(uri.Display);
    }

    [Theory]
    [InlineData("", "the model URI is empty")]
    [InlineData(" hf://acme/tiny", "has a blank at its beginning or end")]
    [InlineData("a\nb", "contains a control character")]
    [InlineData("file://", "names no path")]
    [InlineData("file://models/a.gguf", "write file:///models/a.gguf for an absolute path")]
    [InlineData("https://host/", "names no file")]
    [InlineData("https://host/models/#sha256=0", "only a file has a digest")]
    [InlineData("https://host/a%2F../", "cannot be the name of a file")]
    [InlineData("https:///a.gguf", "is not a valid web address")]
    [InlineData("https://host/a%2F..%2Fb", "cannot be the name of a file")]
    [InlineData("https://host/a.gguf#md5=1", "only #sha256=<64 hex digits> means something")]
    [InlineData("hf://", "names no owner")]
    [InlineData("hf:///tiny", "names no owner")]
    [InlineData("hf://gpt2", "names no model after the owner \"gpt2\"")]
    [InlineData("hf://acme/:main", "names no model after the owner \"acme\"")]
    [InlineData("hf://acme/tiny:", "has ':' but no revision")]
    [InlineData("hf://acme/tiny@v1", "write hf://acme/tiny:v1")]
    [InlineData("hf://ac me/tiny", "contains the name \"ac me\"")]
    [InlineData("hf://acme/ti--ny", "contains the name \"ti--ny\"")]
    [InlineData("hf://acme/tiny:a..b", "cannot be a branch, tag or commit")]
    [InlineData("hf://acme/tiny/c:x", "has a path inside the repository that names a drive")]
    [InlineData("hf://acme/tiny/../other", "has \"..\" as a part of the path")]
    [InlineData("gs://", "names nothing after gs://")]
    [InlineData("oci://", "names no repository of a registry")]
    [InlineData("oci://host", "names no repository of a registry")]
    [InlineData("oci://me:secret@host/acme/a", "user and password belong into a secret")]
    [InlineData("oci://host:x/acme/a", "is not a host or host:port")]
    [InlineData("oci://host:99999/acme/a", "is not a host or host:port")]
    [InlineData("oci://host/Acme/a", "repositories have lower-case letters")]
    [InlineData("oci://host/acme/a:", "has the tag \"\"")]
    [InlineData("oci://host/acme/a:.x", "has the tag \".x\"")]
    [InlineData("oci://host/acme/a@sha256:abc", "has the digest \"sha256:abc\"")]
    public void Text_ThatIsNoModelUri_IsRefusedWithAReason(string text, string problem)
    {
        ModelUri.TryParse(text, out var uri, out var why).ShouldBeFalse();

        uri.ShouldBeNull();
        why.ShouldNotBeNull().ShouldContain(problem);
        Should.Throw<FetchException>(() => ModelUri.Parse(text)).Reason.ShouldBe(FetchFailure.InvalidUri);
    }

    [Fact]
    public void Parse_OfAnyText_AnswersAndNeverBoth() =>
        Prop.ForAll(Gen.OneOf(ArbMap.Default.GeneratorFor<string>(), Almost).ToArbitrary(), text =>
            ModelUri.TryParse(text, out var uri, out var problem) == uri is not null && uri is null == problem is not null)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Hub_OfValidParts_GivesThePartsBack() =>
        Prop.ForAll(Gen.Zip(Gen.Zip(Name, Name), Gen.Zip(Name, Gen.NonEmptyListOf(Name))).ToArbitrary(), parts =>
        {
            var ((owner, name), (revision, path)) = parts;
            var uri = (HubModelUri)ModelUri.Parse($"hf://{owner}/{name}:{revision}/{string.Join('/', path)}");
            return uri.Owner == owner && uri.Name == name && uri.Revision == revision && uri.Pattern == string.Join('/', path)
                && uri.At(new string('a', 40)).IsPinned && ModelUri.Parse(uri.At(new string('a', 40)).Text) == uri.At(new string('a', 40));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Hub_WhateverIsAccepted_NamesNothingOutsideTheRepository() =>
        Prop.ForAll(Almost.ToArbitrary(), text =>
            !ModelUri.TryParse(text, out var uri, out _)
            || uri is not HubModelUri { Pattern: { } pattern }
            || RelativePath.Problem(pattern) is null)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    /// <summary>Names as the hub allows them.</summary>
    private static Gen<string> Name => Gen.Elements("abcXYZ019_".ToCharArray()).NonEmptyListOf().Select(c => string.Concat(c.Take(20)))
        .SelectMany(a => Gen.Elements("", ".5", "-it", "_v2").Select(b => a + b));

    /// <summary>Texts that are nearly right, where mistakes in a parser are.</summary>
    private static Gen<string> Almost => Gen.Frequency((1, Gen.Elements("hf://acme/tiny", "hf://acme/tiny:", "file:///", "https://host")), (1, Gen.Constant("")))
        .SelectMany(start => Gen.Elements(
            "hf://", "https://", "/", "//", "..", ".", ":", "@", "#sha256=", "?", "%2F", "%", "acme", "refs", "pr", "*", "\\", " ", "main")
            .NonEmptyListOf().Select(parts => start + string.Concat(parts)));
}
