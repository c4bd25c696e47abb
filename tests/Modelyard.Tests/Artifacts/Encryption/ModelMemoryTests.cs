using Modelyard.Artifacts;

namespace Modelyard.Tests.Artifacts;

/// <summary>The plain copies that engines read: one for all, checked, gone when nobody needs it, and nowhere but in memory.</summary>
public sealed class ModelMemoryTests : IDisposable
{
    private static readonly byte[] Weights = TestFetcher.Bytes(300_000);
    private readonly TemporaryFolder _files = new();
    private readonly TestFetcher _test = new(isEncrypted: true);

    public void Dispose()
    {
        _test.Dispose();
        _files.Dispose();
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string Memory => _test.Options.Encryption!.MemoryFolder;

    private string[] Copies => Directory.GetDirectories(Path.Combine(Memory, "models"));

    [Fact]
    public async Task Model_ThatIsOnlyKept_IsNowhereInPlain()
    {
        var model = await StoreAsync("a");

        Copies.ShouldBeEmpty();
        Directory.EnumerateFiles(Path.GetDirectoryName(_test.Store)!, "*", SearchOption.AllDirectories).ShouldAllBe(f => !Holds(f));
        await using var content = model.Open(model.Files.Single(f => f.Path == "a.gguf"));
        var read = new byte[Weights.Length];
        await content.ReadExactlyAsync(read, Cancelled);
        read.ShouldBe(Weights);
    }

    [Fact]
    public async Task Copy_IsSharedByAllWhoUseIt_AndGoesWithTheLast()
    {
        var digest = (await StoreAsync("a")).Digest;
        var models = await Task.WhenAll(RunAsync(digest, "pod-1"), RunAsync(digest, "pod-2"), RunAsync(digest, "pod-3"));

        models.Select(m => m.Folder).Distinct().ShouldBe(Copies);
        File.ReadAllBytes(Path.Combine(models[0].Folder, "a.gguf")).ShouldBe(Weights);
        foreach (var pod in new[] { "pod-1", "pod-2" })
        {
            Free(pod);
            Copies.ShouldHaveSingleItem();
        }

        _test.Fetcher.Store.AddReference(digest, "library/x");
        Free("pod-3");
        Copies.ShouldBeEmpty();
    }

    [Fact]
    public async Task Leftovers_OfAKilledProcess_GoAtTheNextStart()
    {
        var model = await RunAsync((await StoreAsync("a")).Digest, "pod-1");
        Directory.CreateDirectory(Path.Combine(Memory, "tmp", "half"));
        File.WriteAllBytes(Path.Combine(Memory, "tmp", "half", "a.gguf"), Weights);
        File.WriteAllBytes(Path.Combine(Memory, "scratch", "scan-x"), Weights);

        using var next = _test.New(_test.Options);

        Directory.GetFiles(Memory, "*", SearchOption.AllDirectories).Where(Holds).ShouldBe([Path.Combine(model.Folder, "a.gguf")]);
        next.Store.RemoveReferences("pod-1");
        next.Store.FreeMemory(_ => true);
        Directory.GetFiles(Memory, "*", SearchOption.AllDirectories).Where(Holds).ShouldBeEmpty();
        ContentEncryption.RemoveMemory(Memory);
        Directory.EnumerateFileSystemEntries(Memory).ShouldBeEmpty();
    }

    [Fact]
    public async Task Model_LargerThanTheMemory_IsRefusedBeforeAnythingIsFilled()
    {
        var digest = (await StoreAsync("a")).Digest;
        var small = _test.Options with { Encryption = _test.Options.Encryption! with { Room = _ => 250 << 10 } };
        using var fetcher = _test.New(small);

        var failure = await Should.ThrowAsync<FetchException>(() => fetcher.FetchAsync("file:///nowhere", new FetchOptions { Digest = digest, User = "pod-1" }, cancellationToken: Cancelled));

        failure.Reason.ShouldBe(FetchFailure.NoSpace);
        failure.MissingBytes.ShouldBeNull("removing models from the disk would not help");
        failure.Message.ShouldContain($"the model needs 293.0 KiB of memory in {Memory}, where 250.0 KiB are free");
        Directory.GetFiles(Memory, "*", SearchOption.AllDirectories).Where(Holds).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Byte_Changed_StopsTheStart_AndTheFileIsNamed(bool inMemory)
    {
        var digest = (await StoreAsync("a")).Digest;
        if (inMemory)
        {
            await RunAsync(digest, "pod-1");
        }

        var file = inMemory ? Path.Combine(Copies.Single(), "a.gguf") : _test.Blob(TestFetcher.Sha256(Weights));
        new FileInfo(file).IsReadOnly = false;
        var bytes = File.ReadAllBytes(file);
        bytes[200_000] ^= 1;
        File.WriteAllBytes(file, bytes);

        var failure = await Should.ThrowAsync<FetchException>(() => RunAsync(digest, "pod-2"));

        failure.Reason.ShouldBe(FetchFailure.Corrupt);
        failure.Message.ShouldContain(inMemory ? "the file a.gguf hashes to sha256:" : $"the file a.gguf cannot be decrypted: {file} was changed or damaged");
        Copies.Length.ShouldBe(inMemory ? 1 : 0);
    }

    [Fact]
    public async Task File_OfTwoNames_TakesItsRoomOnce()
    {
        _files.Write("b/one.gguf", Weights);
        _files.Write("b/two.gguf", Weights);

        var model = await RunAsync((await StoreAsync("b")).Digest, "pod-1");

        NativeMethods.IsSameFile(Path.Combine(model.Folder, "one.gguf"), Path.Combine(model.Folder, "two.gguf")).ShouldBeTrue();
    }

    private static bool Holds(string file) => File.ReadAllBytes(file).AsSpan().IndexOf(Weights.AsSpan(100_000, 64)) >= 0;

    private void Free(string pod)
    {
        _test.Fetcher.Store.RemoveReferences(pod);
        _test.Fetcher.Store.FreeMemory(owner => !owner.Contains('/'));
    }

    private Task<StoredModel> StoreAsync(string name)
    {
        _files.Write($"{name}/a.gguf", Weights);
        return _test.Fetcher.StoreAsync(_files.At(name), new FetchOptions { Copy = true }, cancellationToken: Cancelled);
    }

    private Task<FetchedModel> RunAsync(string digest, string pod) => _test.FetchAsync("file:///nowhere", new FetchOptions { Digest = digest, User = pod });
}
