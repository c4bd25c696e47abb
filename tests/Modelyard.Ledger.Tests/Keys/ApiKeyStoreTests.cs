using System.Text;

namespace Modelyard.Ledger.Tests;

public sealed class ApiKeyStoreTests : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly LedgerFolder _ledger = new();

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    [Fact]
    public async Task Create_NewKey_ReturnsAWellFormedSecretAndShowsOnlyItsBeginning()
    {
        var store = await _ledger.OpenStoreAsync();

        var created = await store.CreateAsync(new ApiKeyRequest("acme", "ci"), None);

        ApiKeySecret.IsWellFormed(created.Secret).ShouldBeTrue();
        created.Secret.ShouldStartWith("sk-my-");
        created.Secret.ShouldStartWith(created.Key.Prefix);
        created.Key.Prefix.Length.ShouldBeLessThan(16);
        (await store.GetAsync("acme", "ci", None))!.ShouldBeEquivalentTo(created.Key);
    }

    [Fact]
    public async Task Create_NewKey_LeavesNoSecretInAnyFile()
    {
        var store = await _ledger.OpenStoreAsync();
        var created = await store.CreateAsync(new ApiKeyRequest("acme", "ci"), None);
        var hidden = Encoding.ASCII.GetBytes(created.Secret[created.Key.Prefix.Length..]);

        var files = Directory.GetFiles(_ledger.Folder);

        files.Length.ShouldBeGreaterThanOrEqualTo(2);
        foreach (var file in files)
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes);
            bytes.AsSpan().IndexOf(hidden).ShouldBe(-1, file);
        }
    }

    [Fact]
    public async Task Open_NewFolder_MakesFilesOnlyTheOwnerCanRead()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        var store = await _ledger.OpenStoreAsync();
        await store.CreateAsync(new ApiKeyRequest("acme", "ci"), None);

        foreach (var file in Directory.GetFiles(_ledger.Folder))
        {
#pragma warning disable CA1416 // Skipped above.
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
#pragma warning restore CA1416
        }
    }

    [Fact]
    public async Task Create_NameInUse_IsRefusedUntilTheKeyIsRevoked()
    {
        var store = await _ledger.OpenStoreAsync();
        var first = await store.CreateAsync(new ApiKeyRequest("acme", "ci"), None);

        var refused = await Should.ThrowAsync<LedgerException>(() => store.CreateAsync(new ApiKeyRequest("acme", "ci"), None));
        refused.Failure.ShouldBe(LedgerFailure.AlreadyExists);
        refused.Message.ShouldContain("\"ci\" in namespace \"acme\"");

        (await store.RevokeAsync("acme", "ci", None)).RevokedAt.ShouldBe(_ledger.GetUtcNow());
        var second = await store.CreateAsync(new ApiKeyRequest("acme", "ci"), None);

        second.Secret.ShouldNotBe(first.Secret);
        (await store.ListAsync("acme", includeRevoked: false, None)).ShouldHaveSingleItem().Id.ShouldBe(second.Key.Id);
        (await store.ListAsync("acme", includeRevoked: true, None)).Select(k => k.Id).ShouldBe([first.Key.Id, second.Key.Id], ignoreOrder: true);
    }

    [Fact]
    public async Task Create_SeveralMistakes_NamesEachOfThem()
    {
        var store = await _ledger.OpenStoreAsync();
        var request = new ApiKeyRequest("Acme", "my key")
        {
            Scope = new ApiKeyScope(["no/slash"], ["a/b/c"]),
            ExpiresAt = _ledger.GetUtcNow(),
        };

        var refused = await Should.ThrowAsync<LedgerException>(() => store.CreateAsync(request, None));

        refused.Failure.ShouldBe(LedgerFailure.Invalid);
        refused.Message.Split('\n').Select(line => line[..line.IndexOf(':')])
            .ShouldBe(["namespace", "name", "expiresAt", "scope.namespaces", "scope.deployments"]);
    }

    [Fact]
    public async Task Revoke_UnknownKey_IsNotFound()
    {
        var store = await _ledger.OpenStoreAsync();

        var refused = await Should.ThrowAsync<LedgerException>(() => store.RevokeAsync("acme", "ci", None));

        refused.Failure.ShouldBe(LedgerFailure.NotFound);
    }

    [Fact]
    public async Task List_SeveralNamespaces_IsByNamespaceAndName()
    {
        var store = await _ledger.OpenStoreAsync();
        foreach (var (ns, name) in new[] { ("b", "x"), ("a", "z"), ("a", "y") })
        {
            await store.CreateAsync(new ApiKeyRequest(ns, name), None);
        }

        (await store.ListAsync(null, false, None)).Select(k => $"{k.Namespace}/{k.Name}").ShouldBe(["a/y", "a/z", "b/x"]);
        (await store.ListAsync("a", false, None)).Select(k => k.Name).ShouldBe(["y", "z"]);
    }

    [Fact]
    public async Task Create_ManyAtOnce_AllSucceedWithRevisionsOfTheirOwn()
    {
        var store = await _ledger.OpenStoreAsync();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => store.CreateAsync(new ApiKeyRequest("acme", $"key-{i}"), None)));

        (await store.ListAsync("acme", false, None)).Select(k => k.Revision).Order().ShouldBe(Enumerable.Range(1, 50).Select(i => (long)i));
    }

    [Fact]
    public async Task Create_SameNameAtOnce_ExactlyOneSucceeds()
    {
        var store = await _ledger.OpenStoreAsync();
        var other = await _ledger.OpenStoreAsync();

        var attempts = Enumerable.Range(0, 10).Select(async i =>
        {
            try
            {
                await (i % 2 == 0 ? store : other).CreateAsync(new ApiKeyRequest("acme", "ci"), None);
                return true;
            }
            catch (LedgerException e) when (e.Failure == LedgerFailure.AlreadyExists)
            {
                return false;
            }
        });

        (await Task.WhenAll(attempts)).Count(succeeded => succeeded).ShouldBe(1);
    }
}
