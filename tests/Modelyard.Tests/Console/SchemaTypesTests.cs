using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Modelyard.Api;
using Modelyard.ApiServer;
using Modelyard.Tests.ApiServer;
using Modelyard.Tests.Repository;

namespace Modelyard.Tests.WebConsole;

/// <summary>The types that the console is compiled with are made from what the API says of itself, and are committed: they must not fall behind it.</summary>
public sealed partial class SchemaTypesTests(SchemaTypesTests.Server server) : IClassFixture<SchemaTypesTests.Server>
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "console", "src", "api", "schema");

    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder, "*.ts").Select(f => Path.GetFileName(f)).Order()];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Types_AreMadeFromWhatIsServed(string file)
    {
        var made = Header().Match(File.ReadLines(Path.Combine(Folder, file)).First());
        made.Success.ShouldBeTrue($"{file} does not say what it was made from");

        var served = await server.Client.GetByteArrayAsync(made.Groups["path"].Value, TestContext.Current.CancellationToken);

        made.Groups["hash"].Value.ShouldBe(
            Convert.ToHexStringLower(SHA256.HashData(served)), $"the API says something else by now: with KUBECONFIG of a running installation, npm run types --prefix console");
    }

    [GeneratedRegex("from (?<path>/openapi/[^,]+), sha256:(?<hash>[0-9a-f]{64})")]
    private static partial Regex Header();

    /// <summary>One that serves all that the program does.</summary>
    public sealed class Server : LedgerApiServer
    {
        protected override async Task<ApiServerOptions> ConfigureAsync(ApiServerOptions options) => await base.ConfigureAsync(options) with { Questions = QuestionKinds.All };
    }
}
