using Modelyard.Artifacts;

namespace Modelyard.Tests.Artifacts;

/// <summary>Which keys a store needs, and what becomes of it without them.</summary>
public sealed class StoreKeyTests : IDisposable
{
    private static readonly byte[] Weights = TestFetcher.Bytes(100_000);
    private readonly TemporaryFolder _folder = new();
    private readonly ManyKeys _keys = new();

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string KeyFile => _folder.At("store/encryption.json");

    [Fact]
    public async Task Store_WithoutItsKey_IsRefused_AndTheKeyIsNamed()
    {
        await FetchAsync();
        var before = File.ReadAllText(KeyFile);

        Should.Throw<FetchException>(() => New(new ManyKeys { Names = [] })).Message.ShouldContain("are encrypted with the key k1, and the key file is missing");
        Should.Throw<FetchException>(() => New(new ManyKeys { Names = ["k7"] })).Message.ShouldContain("are encrypted with the key k1, which the key file does not have (it has k7)");
        Should.Throw<FetchException>(() => ContentEncryption.Demand(_folder.At("store"), new ManyKeys { Names = ["k7"] })).Message.ShouldContain("k1");
        Should.Throw<FetchException>(() => New(null)).Reason.ShouldBe(FetchFailure.StoreUnavailable);

        File.ReadAllText(KeyFile).ShouldBe(before);
        ContentEncryption.Demand(_folder.At("store"), _keys);
    }

    [Fact]
    public async Task KeyOfTheInstallation_Replaced_IsNotNeededAnyMore_AndNoFileIsRewritten()
    {
        using (var fetcher = await FetchAsync())
        {
            var blobs = Blobs();
            _keys.Names = ["k2", "k1"];
            fetcher.Store.RenewKeys();
            Blobs().ShouldBe(blobs);
            _keys.Names = ["k2"];
            (await fetcher.StoreAsync(Model("b"), new FetchOptions { Copy = true }, cancellationToken: Cancelled)).Size.ShouldBe(Weights.Length + 1);
        }

        using var next = await FetchAsync();
        foreach (var name in new[] { "a", "b" })
        {
            var model = await next.StoreAsync(Model(name), new FetchOptions { Copy = true }, cancellationToken: Cancelled);
            (await next.Store.VerifyAsync(model.Digest, Cancelled)).IsIntact.ShouldBeTrue(name);
        }

        KeysNamedIn(Blobs().Select(b => b.Path)).ShouldBe(2, "what came after the rotation is encrypted with another key");
    }

    [Fact]
    public async Task KeyOfTheInstallation_ReplacedByAnother_IsNoticedAtTheNextStart()
    {
        (await FetchAsync()).Dispose();
        _keys.Names = ["k2", "k1"];
        (await FetchAsync()).Dispose();
        _keys.Names = ["k2"];

        using var fetcher = await FetchAsync();
        fetcher.Store.CountContent().ShouldBe((1, 1));
    }

    [Fact]
    public async Task Store_WhoseKeysAreGoneOrDamaged_IsRefused()
    {
        (await FetchAsync()).Dispose();
        var kept = File.ReadAllText(KeyFile);

        File.Delete(KeyFile);
        Should.Throw<FetchException>(() => New(_keys)).Message.ShouldContain($"{KeyFile} is missing");
        foreach (var damage in new[] { "", "{}", kept.Replace("\"key\": \"", "\"key\": \"AAAA"), kept[..^20] })
        {
            File.WriteAllText(KeyFile, damage);
            Should.Throw<FetchException>(() => New(_keys)).Message.ShouldContain($"{KeyFile} is damaged");
        }

        File.WriteAllText(KeyFile, kept);
        New(_keys).Dispose();
    }

    private (string Path, DateTime Written)[] Blobs() =>
        [.. Directory.GetFiles(_folder.At("store/sealed"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(f => (f, File.GetLastWriteTimeUtc(f)))];

    private static int KeysNamedIn(IEnumerable<string> blobs) => blobs.Select(b => Convert.ToHexString(File.ReadAllBytes(b).AsSpan(8, 8))).Distinct().Count();

    private string Model(string name) => _folder.Write($"{name}.gguf", name == "a" ? Weights : [.. Weights, 1]);

    private ModelFetcher New(IContentKeys? keys) => new(
        new ArtifactsOptions { StoreFolder = _folder.At("store"), FreeSpaceReserve = 0, Encryption = keys is null ? null : TestFetcher.Encryption(_folder, keys) }, TimeProvider.System);

    private async Task<ModelFetcher> FetchAsync()
    {
        var fetcher = New(_keys);
        await fetcher.StoreAsync(Model("a"), new FetchOptions { Copy = true }, cancellationToken: Cancelled);
        return fetcher;
    }

    private sealed class ManyKeys : IContentKeys
    {
        public string Place => "the key file";

        public string Current => Names[0];

        public IReadOnlyList<string> Names { get; set; } = ["k1"];

        public byte[]? Find(string name) => Names.Contains(name) ? [.. Enumerable.Repeat((byte)name[1], 32)] : null;
    }
}
