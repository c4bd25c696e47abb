using System.Text.Json.Nodes;
using Modelyard.Client;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.Client;

public sealed class InClusterConfigTests : IDisposable
{
    private readonly KubeconfigFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Read_ServiceAccount_TalksAsItAndFollowsItsToken()
    {
        using var authority = new TestCertificate("kubernetes.default.svc");
        await using var api = await RecordingApi.StartAsync(authority.Certificate);
        _files.Write("ca.crt", authority.Pem);
        _files.Write("namespace", "factory\n");
        _files.Write("token", "one\n");
        var time = new ManualTime();
        var options = InClusterConfig.Read("127.0.0.1", api.Address.Port.ToString(), _files.Folder);
        using var connection = ApiConnection.Open(options, time);

        await connection.GetAsync<JsonObject>("api", TestContext.Current.CancellationToken);
        _files.Write("token", "two\n");
        time.Advance(TimeSpan.FromMinutes(2));
        await connection.GetAsync<JsonObject>("api", TestContext.Current.CancellationToken);

        options.Namespace.ShouldBe("factory");
        api.Requests.Select(r => r.Header("Authorization")).ShouldBe(["Bearer one", "Bearer two"]);
    }

    [Fact]
    public void Read_AddressOfVersion6_IsPutInBrackets()
    {
        _files.Write("ca.crt", "");
        _files.Write("token", "t");

        InClusterConfig.Read("fd00::1", "443", _files.Folder).Server.ShouldBe(new Uri("https://[fd00::1]:443"));
    }

    [Fact]
    public void Read_OutsideOfACluster_ListsWhatIsMissing() =>
        Should.Throw<ConnectionConfigException>(() => InClusterConfig.Read(null, "443", _files.Folder)).Problems.ShouldBe(
        [
            "this process does not seem to run in a Pod of a cluster with a service account",
            "the environment variable KUBERNETES_SERVICE_HOST is not set",
            $"{_files.Folder}/token does not exist",
            $"{_files.Folder}/ca.crt does not exist",
        ]);
}
