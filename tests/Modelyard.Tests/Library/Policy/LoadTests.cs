using static Modelyard.Tests.Library.Policy.LibraryServer;

namespace Modelyard.Tests.Library.Policy;

/// <summary>What a machine may load: whatever was written into a Pod, and whoever wrote it.</summary>
public sealed class LoadTests(LibraryServer server) : IClassFixture<LibraryServer>
{
    [Fact]
    public async Task Pod_WithoutAPin_LoadsApprovedContentOnly_WhereThePolicyIsEnforced()
    {
        var project = await server.ProjectAsync("enforce");
        await server.VersionAsync(project, "1.2");
        await server.VersionAsync(project, "1.3", "PendingApproval");

        (await LoadAsync(project, null, null, UriOf("1.2"))).ShouldBe((null, DigestOf("1.2")));
        (await LoadAsync(project, null, null, UriOf("1.3"))).Refusal!.ShouldContain("is not approved yet");
        (await LoadAsync(project, null, null, UriOf("9.9"))).Refusal!.ShouldContain("no version of the library stands behind");
    }

    [Fact]
    public async Task Pod_ThatBringsItsModel_DoesNotRun_WhereThePolicyIsEnforced()
    {
        var (enforced, open) = (await server.ProjectAsync("enforce"), await server.ProjectAsync());
        await server.VersionAsync(enforced, "1.2");

        (await LoadAsync(enforced, null, null, null)).Refusal!.ShouldContain("no version of the library stands behind the model that the image brings");
        (await LoadAsync(enforced, $"{enforced}/atlas:1.2", DigestOf("1.2"), null)).Refusal!.ShouldEndWith("and this is what the image brings");
        (await LoadAsync(open, null, null, null)).ShouldBe((null, null));
    }

    [Fact]
    public async Task Pod_WithoutAPin_LoadsWhatItLikes_WhereThePolicyIsOff()
    {
        var project = await server.ProjectAsync();

        (await LoadAsync(project, null, null, UriOf("9.9"))).ShouldBe((null, null));
        (await LoadAsync(project, null, "sha256:aa", UriOf("9.9"))).ShouldBe((null, "sha256:aa"));
    }

    [Fact]
    public async Task Claim_HasToBeTrue_WhateverThePolicy()
    {
        var project = await server.ProjectAsync();
        await server.VersionAsync(project, "1.2");
        var name = $"{project}/atlas:1.2";

        (await LoadAsync(project, name, null, UriOf("1.2"))).ShouldBe((null, DigestOf("1.2")));
        (await LoadAsync(project, name, DigestOf("1.2"), UriOf("1.2"))).ShouldBe((null, DigestOf("1.2")));
        (await LoadAsync(project, name, null, UriOf("9.9"))).Refusal.ShouldBe($"{name} comes from {UriOf("1.2")}, and this is {UriOf("9.9")}");
        (await LoadAsync(project, name, "sha256:aa", UriOf("1.2"))).Refusal!.ShouldEndWith("and this was made for sha256:aa: deploy it again");
        (await LoadAsync(project, "nonsense", null, UriOf("1.2"))).Refusal!.ShouldContain("is not a version of the library");
        (await LoadAsync(project, $"{project}/atlas:6.6", null, UriOf("1.2"))).Refusal!.ShouldContain("the library has no version");
    }

    [Theory]
    [InlineData("Revoked")]
    [InlineData("PendingApproval")]
    [InlineData("Rejected")]
    public async Task Version_ThatLostItsApproval_IsNotStartedAgain(string phase)
    {
        var project = await server.ProjectAsync();
        await server.VersionAsync(project, "1.2", phase);

        (await LoadAsync(project, $"{project}/atlas:1.2", DigestOf("1.2"), UriOf("1.2"))).Refusal!.ShouldContain($"{project}/atlas:1.2");
    }

    [Fact]
    public async Task Content_IsThatOfWhoeverVouchesForIt()
    {
        var (project, other) = (await server.ProjectAsync(), await server.ProjectAsync());
        await server.VersionAsync(project, "1.2");

        (await HolderAsync(project, $"{project}/atlas:1.2", DigestOf("1.2"))).ShouldBe($"project/{project}");
        (await HolderAsync(other, null, DigestOf("1.2"))).ShouldBe($"project/{other}", "a pin that names no version gives no right to what others have");
    }

    private async Task<string?> HolderAsync(string project, string? claimed, string pinned) =>
        (await server.Policy.JudgeLoadAsync(project, claimed, pinned, UriOf("1.2"), CancellationToken.None)).Holder;

    private async Task<(string? Refusal, string? Digest)> LoadAsync(string project, string? claimed, string? pinned, string? uri)
    {
        var (refusal, digest, _) = await server.Policy.JudgeLoadAsync(project, claimed, pinned, uri, CancellationToken.None);
        return (refusal, digest);
    }
}
