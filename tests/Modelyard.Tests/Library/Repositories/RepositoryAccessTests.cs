using System.Text;
using Modelyard.Api;
using Modelyard.Library;
using Modelyard.Tests.Library.Policy;

namespace Modelyard.Tests.Library.Repositories;

/// <summary>Credentials of sources, as their secrets have them.</summary>
public sealed class RepositoryAccessTests(LibraryServer server) : IClassFixture<LibraryServer>
{
    [Theory]
    [InlineData("oci://registry.example/acme", """{"auths":{"registry.example":{"username":"acme","password":"secret"}}}""")]
    [InlineData("oci://registry.example:5000", """{"auths":{"registry.example":{"auth":"b3RoZXI6eA=="},"https://registry.example:5000":{"auth":"YWNtZTpzZWNyZXQ="}}}""")]
    [InlineData("oci://docker.io/acme", """{"auths":{"https://index.docker.io/v1/":{"username":"acme","password":"secret","auth":"YWNtZTpzZWNyZXQ="}}}""")]
    public async Task DockerConfig_IsReadAsItsToolsWriteIt(string url, string config)
    {
        var access = await ReadAsync(url, config);

        (access.Username, access.Password).ShouldBe(("acme", "secret"));
    }

    [Theory]
    [InlineData("""{"auths":"none"}""", "cannot be read")]
    [InlineData("""[1]""", "cannot be read")]
    [InlineData("""{"auths":{"registry.example":{"auth":5}}}""", "cannot be read")]
    [InlineData("""{"auths":{"other.example":{"auth":"YWNtZTpzZWNyZXQ="}}}""", "nor credentials for this registry")]
    public async Task DockerConfig_ThatIsOfNoUse_IsNamed(string config, string message)
    {
        var refused = await Should.ThrowAsync<RepositoryException>(() => ReadAsync("oci://registry.example/acme", config));

        (refused.Reason, refused.Message.Contains(message, StringComparison.Ordinal)).ShouldBe(("InvalidSecret", true), refused.Message);
    }

    private async Task<Modelyard.Artifacts.SourceAccess> ReadAsync(string url, string config)
    {
        var project = await server.ProjectAsync();
        await server.Client.CreateAsync(
            new Secret
            {
                Metadata = new ObjectMeta { Namespace = project, Name = "pull" },
                Type = "kubernetes.io/dockerconfigjson",
                Data = new Dictionary<string, byte[]> { [".dockerconfigjson"] = Encoding.UTF8.GetBytes(config) },
            },
            CancellationToken.None);
        return await new RepositoryAccess(server.Client).ReadAsync(
            new ModelSource { Url = url, SecretRef = new LocalObjectReference { Name = "pull" } }, project, CancellationToken.None);
    }
}
