using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Tests.Library.Policy;

public sealed class SealTests(LibraryServer server) : IClassFixture<LibraryServer>
{
    [Theory]
    [InlineData("digest")]
    [InlineData("files")]
    public async Task RecordThatWasChanged_IsRefused_AtAdmissionAndAtLoad(string what)
    {
        var project = await server.ProjectAsync();
        var version = await server.VersionAsync(project, "1.2");
        await server.Client.CreateAsync(LibraryServer.Deployment(project, "atlas:1.2"), TestContext.Current.CancellationToken);

        var forged = LibraryServer.DigestOf("another");
        var status = what == "digest"
            ? new JsonObject { ["digest"] = forged }
            : new JsonObject { ["files"] = new JsonArray(new JsonObject { ["path"] = "atlas.gguf", ["digest"] = forged, ["size"] = 1 }) };
        await server.Client.PatchAsync<ModelVersion>(NamespacedName.Of(version), Patch.Merge(new JsonObject { ["status"] = status }), TestContext.Current.CancellationToken, "status");

        var refused = await Should.ThrowAsync<StatusException>(() => server.Client.CreateAsync(LibraryServer.Deployment(project, "atlas:1.2", "second"), TestContext.Current.CancellationToken));
        refused.Message.ShouldContain($"the record of {project}/atlas:1.2 is not what Modelyard signed when it was approved");
        var (refusal, _, _) = await server.Policy.JudgeLoadAsync(project, $"{project}/atlas:1.2", null, LibraryServer.UriOf("1.2"), TestContext.Current.CancellationToken);
        refusal!.ShouldContain("Find out who changed it before anything of it runs");
    }

    [Fact]
    public async Task VersionWithoutItsSignature_IsNotLoaded()
    {
        var project = await server.ProjectAsync();
        var version = await server.VersionAsync(project, "1.2");
        await server.Client.DeleteAsync<ModelSignature>(NamespacedName.Of(version), DeleteOptions.Default, TestContext.Current.CancellationToken);

        var (refusal, _, _) = await server.Policy.JudgeLoadAsync(project, $"{project}/atlas:1.2", null, LibraryServer.UriOf("1.2"), TestContext.Current.CancellationToken);

        refusal.ShouldBe($"{project}/atlas:1.2 is approved and not signed yet: Modelyard signs it within moments; try again");
    }
}
