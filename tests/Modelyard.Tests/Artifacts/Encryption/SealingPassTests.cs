using Modelyard.Artifacts;

namespace Modelyard.Tests.Artifacts;

/// <summary>Encryption switched on, and off again, where models are already.</summary>
public sealed class SealingPassTests : IDisposable
{
    private static readonly byte[] Weights = TestFetcher.Bytes(300_000);
    private readonly TemporaryFolder _files = new();
    private readonly TestFetcher _before = new();

    public void Dispose()
    {
        _before.Dispose();
        _files.Dispose();
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private ArtifactsOptions Encrypted => _before.Options with { Encryption = TestFetcher.Encryption(_files) };

    [Fact]
    public async Task Models_ThereBefore_AreEncrypted_AndNothingOfThemStaysInPlain()
    {
        var (one, two) = (await FetchAsync("one"), await FetchAsync("two"));
        File.WriteAllBytes(Path.Combine(_before.Store, "partial", "x"), Weights);
        using var fetcher = _before.New(Encrypted);
        fetcher.Store.CountContent().ShouldBe((3, 0));

        while (await fetcher.Store.SealNextAsync(Cancelled))
        {
        }

        fetcher.Store.CountContent().ShouldBe((3, 3));
        Directory.EnumerateFiles(_before.Store, "*", SearchOption.AllDirectories).ShouldAllBe(f => !Holds(f));
        foreach (var digest in new[] { one.Digest, two.Digest })
        {
            var model = await fetcher.FetchAsync("file:///nowhere", new FetchOptions { Digest = digest, User = "pod" }, cancellationToken: Cancelled);
            File.ReadAllBytes(Path.Combine(model.Folder, "a.gguf")).ShouldBe(Weights);
        }
    }

    [Fact]
    public async Task Pass_BrokenOffAfterAnyStep_IsFinishedByTheNext()
    {
        var model = await FetchAsync("one");
        var plain = _before.Blob(TestFetcher.Sha256(Weights));
        var kept = File.ReadAllBytes(plain);
        using (var first = _before.New(Encrypted))
        {
            await first.Store.SealNextAsync(Cancelled);
        }

        // As if it had been killed before the plain file was deleted, or before the model's folder was.
        File.WriteAllBytes(plain, kept);
        Directory.CreateDirectory(Path.Combine(_before.Store, "models", model.Digest[7..]));
        File.WriteAllBytes(Path.Combine(_before.Store, "models", model.Digest[7..], "a.gguf"), kept);
        using var second = _before.New(Encrypted);
        while (await second.Store.SealNextAsync(Cancelled))
        {
        }

        Directory.EnumerateFiles(_before.Store, "*", SearchOption.AllDirectories).ShouldAllBe(f => !Holds(f));
        (await second.Store.VerifyAsync(model.Digest, Cancelled)).IsIntact.ShouldBeTrue();
    }

    [Fact]
    public async Task File_ThatIsNotWhatItsNameSays_IsLeftForWhoeverUsesIt()
    {
        var model = await FetchAsync("one");
        var blob = _before.Blob(TestFetcher.Sha256(Weights));
        File.Delete(blob);
        File.WriteAllBytes(blob, TestFetcher.Bytes(Weights.Length, seed: 5));
        using var fetcher = _before.New(Encrypted);

        while (await fetcher.Store.SealNextAsync(Cancelled))
        {
        }

        fetcher.Store.CountContent().ShouldBe((2, 1));
        (await fetcher.Store.VerifyAsync(model.Digest, Cancelled)).Broken.ShouldHaveSingleItem().Path.ShouldBe("a.gguf");
    }

    [Fact]
    public async Task Encryption_SwitchedOff_LeavesWhatIsEncryptedReadable()
    {
        using (var on = _before.New(Encrypted))
        {
            await on.StoreAsync(Model("one"), new FetchOptions { Copy = true }, cancellationToken: Cancelled);
        }

        using var off = _before.New(Encrypted with { Encryption = Encrypted.Encryption! with { Seals = false } });
        var one = await off.FetchAsync(Model("one"), new FetchOptions { Copy = true, User = "pod" }, cancellationToken: Cancelled);
        var two = await off.FetchAsync(Model("two"), new FetchOptions { Copy = true, User = "pod" }, cancellationToken: Cancelled);

        (await off.Store.SealNextAsync(Cancelled)).ShouldBeFalse();
        off.Store.CountContent().ShouldBe((3, 2), "what two models share is there already");
        File.ReadAllBytes(Path.Combine(one.Folder, "a.gguf")).ShouldBe(Weights);
        File.ReadAllText(Path.Combine(two.Folder, "name.txt")).ShouldBe("two");
    }

    private static bool Holds(string file) => File.ReadAllBytes(file).AsSpan().IndexOf(Weights.AsSpan(100_000, 64)) >= 0;

    private string Model(string name)
    {
        _files.Write($"{name}/a.gguf", Weights);
        _files.Write($"{name}/name.txt", System.Text.Encoding.UTF8.GetBytes(name));
        return _files.At(name);
    }

    private Task<FetchedModel> FetchAsync(string name) => _before.FetchAsync(Model(name), new FetchOptions { Copy = true });
}
