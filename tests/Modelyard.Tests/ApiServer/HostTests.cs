using Microsoft.Extensions.Logging.Abstractions;
using Modelyard.ApiServer;
using Modelyard.Storage;
using Modelyard.Tests.Artifacts;

namespace Modelyard.Tests.ApiServer;

/// <summary>Starting, restarting, and starting where one cannot.</summary>
public sealed class HostTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Restart_KeepsObjectsAuthorityAndBuiltInNamespaces()
    {
        string kubeconfig;
        await using (var first = await StartAsync())
        {
            using var client = Client(first);
            using var content = new StringContent(Objects.ConfigMap("kept").ToJsonString(), null, "application/json");
            (await client.PostAsync("/api/v1/namespaces/default/configmaps", content)).EnsureSuccessStatusCode();
            kubeconfig = await File.ReadAllTextAsync(first.KubeconfigPath, TestContext.Current.CancellationToken);
        }

        await using var second = await StartAsync();
        using var again = Client(second);
        var map = await Reply.ReadAsync(await again.GetAsync("/api/v1/namespaces/default/configmaps/kept"));
        map.Body.Text("data.color").ShouldBe("blue");
        var namespaces = await Reply.ReadAsync(await again.GetAsync("/api/v1/namespaces"));
        namespaces.Body["items"]!.AsArray().Select(n => n!.Text("metadata.name")).ShouldBe(["default", "kube-system"]);

        // All but the address, which is any free port here, is as it was: copies of the file stay good.
        static IEnumerable<string> Lasting(string file) => file.Split('\n').Where(l => !l.Contains("server:", StringComparison.Ordinal));
        Lasting(await File.ReadAllTextAsync(second.KubeconfigPath, TestContext.Current.CancellationToken)).ShouldBe(Lasting(kubeconfig));
    }

    [Fact]
    public async Task Folder_InUse_IsRefusedAndLeftUsable()
    {
        await using (await StartAsync())
        {
            (await Should.ThrowAsync<StoreUnavailableException>(StartAsync)).Message.ShouldContain("in use by another process");
        }

        await (await StartAsync()).DisposeAsync();
    }

    [Fact]
    public async Task Port_Taken_IsRefusedAndReleasesTheFolder()
    {
        await using var other = await StartAsync(_folder.At("other"));
        await Should.ThrowAsync<IOException>(() => StartAsync(_folder.At("api"), other.Address.Port));
        await (await StartAsync()).DisposeAsync();
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task Kubeconfig_IsReadableByItsOwnerOnly()
    {
        await using var host = await StartAsync();
        File.GetUnixFileMode(host.KubeconfigPath).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static HttpClient Client(ApiServerHost host) =>
        new(host.CreateHandler(UserIdentity.Of("tester", UserIdentity.Masters))) { BaseAddress = host.Address };

    private Task<ApiServerHost> StartAsync() => StartAsync(_folder.At("api"));

    private static Task<ApiServerHost> StartAsync(string folder, int port = 0) =>
        ApiServerHost.StartAsync(new ApiServerOptions { DataDirectory = folder, Port = port }, NullLoggerFactory.Instance, CancellationToken.None);
}
