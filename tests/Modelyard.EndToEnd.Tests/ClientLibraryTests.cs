namespace Modelyard.EndToEnd.Tests;

/// <summary>Client libraries nobody here wrote, as their users use them.</summary>
public sealed class ClientLibraryTests(Installation installation) : IClassFixture<Installation>
{
    internal static readonly string Folder = Path.Combine(Installation.Root, "tests", "Modelyard.EndToEnd.Tests", "Clients");

    /// <summary>The clients for Node.js must be installed; <c>./test</c> does.</summary>
    internal static void Require()
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", "@cyclonedx")))
        {
            Environment.GetEnvironmentVariable("CI").ShouldNotBe("true", $"Run npm ci in {Folder}.");
            Assert.Skip($"Run npm ci in {Folder}; ./test does.");
        }
    }

    [Fact]
    public async Task ClientNode_ListsWatchesInformsPatchesAndDefinesKinds()
    {
        Require();
        (await installation.RunAsync("node", Path.Combine(Folder, "client-node.mjs"), "by-node")).Succeeded().ShouldContain("ok clean up");
    }

    [Fact]
    public async Task ClientPython_CreatesFromYamlWatchesAndLeads() =>
        (await installation.RunAsync("/usr/bin/python3", Path.Combine(Folder, "client-python.py"), "by-python", installation.Data)).Succeeded().ShouldContain("ok clean_up");
}
