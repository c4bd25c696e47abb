using Modelyard.Api;
using Modelyard.Client;
using static Modelyard.Tests.Library.Policy.LibraryServer;

namespace Modelyard.Tests.Library.Policy;

/// <summary>What is stored where a project runs approved models only, and what it is pinned to.</summary>
public sealed class EnforcementTests(LibraryServer server) : IClassFixture<LibraryServer>
{
    [Fact]
    public async Task Service_OfUnknownContent_IsRefused_WhereThePolicyIsEnforced()
    {
        var (enforced, warned, open) = (await server.ProjectAsync("enforce"), await server.ProjectAsync("warn"), await server.ProjectAsync());

        (await RefusedAsync(Service(enforced, UriOf("9.9")))).ShouldContain($"no version of the library stands behind {UriOf("9.9")}: name an approved version");
        await server.Client.CreateAsync(Service(warned, UriOf("9.9")), CancellationToken.None);
        await server.Client.CreateAsync(Service(open, UriOf("9.9")), CancellationToken.None);
    }

    [Fact]
    public async Task Policy_ThatIsMisspelt_IsRefused()
    {
        var refused = await Should.ThrowAsync<StatusException>(() => server.ProjectAsync("Enforced"));

        refused.Message.ShouldContain("metadata.labels[modelyard.dev/model-policy]");
        refused.Message.ShouldContain("\"enforce\"");
    }

    [Fact]
    public async Task Service_OfAnApprovedVersion_IsPinned_WhereverItsReplicasLook()
    {
        var project = await server.ProjectAsync("enforce");
        await server.VersionAsync(project, "1.2");

        var stored = await server.Client.CreateAsync(Service(project, UriOf("1.2")), CancellationToken.None);

        var expected = $"{project}/atlas:1.2";
        stored.Metadata.Annotations![LibraryNames.VersionAnnotation].ShouldBe(expected);
        stored.Spec.Predictor!.Annotations![LibraryNames.VersionAnnotation].ShouldBe(expected);
        stored.Spec.Predictor.Annotations[LibraryNames.DigestAnnotation].ShouldBe(DigestOf("1.2"));
    }

    [Theory]
    [InlineData("PendingApproval")]
    [InlineData("Revoked")]
    [InlineData("Blocked")]
    public async Task Service_OfAVersionThatIsNotApproved_IsRefused(string phase)
    {
        var project = await server.ProjectAsync("enforce");
        await server.VersionAsync(project, "1.2", phase);

        (await RefusedAsync(Service(project, UriOf("1.2")))).ShouldContain($"{project}/atlas:1.2");
    }

    [Fact]
    public async Task Replicas_ThatClaimAnotherVersion_AreNotBelieved()
    {
        var project = await server.ProjectAsync();
        await server.VersionAsync(project, "1.2");
        var service = Service(project, UriOf("9.9"));
        service.Spec.Predictor!.Annotations = new() { [LibraryNames.VersionAnnotation] = $"{project}/atlas:1.2" };

        (await RefusedAsync(service)).ShouldContain("names " + UriOf("9.9"));

        service.Spec.Predictor.Annotations[LibraryNames.VersionAnnotation] = "nonsense";
        (await RefusedAsync(service)).ShouldContain("\"nonsense\" is not a version of the library");
    }

    [Fact]
    public async Task Annotation_ThatIsForgedLater_IsLookedAtAgain()
    {
        var project = await server.ProjectAsync("enforce");
        await server.VersionAsync(project, "1.2");
        var stored = await server.Client.CreateAsync(Service(project, UriOf("1.2")), CancellationToken.None);
        stored.Spec.Predictor!.Annotations![LibraryNames.VersionAnnotation] = $"{project}/atlas:6.6";

        var refused = await Should.ThrowAsync<StatusException>(server.Client.UpdateAsync(stored, CancellationToken.None));

        refused.Message.ShouldContain($"the library has no version {project}/atlas:6.6");
    }

    [Fact]
    public async Task Deployment_OfARetiredVersion_IsRefused_AndOfADeprecatedOne_Told()
    {
        var project = await server.ProjectAsync();
        await server.StageAsync(await server.VersionAsync(project, "1.1"), LibraryNames.Retired);
        await server.StageAsync(await server.VersionAsync(project, "1.2"), LibraryNames.Deprecated);

        (await RefusedAsync(Deployment(project, "atlas:1.1"))).ShouldContain("is retired: use another version");
        await server.Client.CreateAsync(Deployment(project, "atlas:1.2"), CancellationToken.None);
    }

    [Fact]
    public async Task Version_WhoseNameAnotherHas_IsNotMistakenForIt()
    {
        var project = await server.ProjectAsync();
        await server.VersionAsync(project, "1_2");

        (await RefusedAsync(Deployment(project, "atlas:1-2"))).ShouldContain($"the library has no version {project}/atlas:1-2");
        await server.Client.CreateAsync(Deployment(project, "atlas:1_2"), CancellationToken.None);
    }

    [Fact]
    public async Task Version_ThatRuns_IsNotDeleted_UntilItIsStopped()
    {
        var (project, other) = (await server.ProjectAsync(), await server.ProjectAsync());
        var version = await server.VersionAsync(project, "1.2");
        await server.Client.CreateAsync(new Model { Metadata = new ObjectMeta { Namespace = project, Name = "atlas" }, Spec = new ModelFamilySpec { Sharing = new DeploymentSharing { Policy = "AllOrganizations" } } }, CancellationToken.None);
        var deployment = await server.Client.CreateAsync(Deployment(other, $"{project}/atlas:1.2", "chat"), CancellationToken.None);

        (await RefusedAsync(() => server.Client.DeleteAsync<ModelVersion>(NamespacedName.Of(version), DeleteOptions.Default, CancellationToken.None)))
            .ShouldContain($"{project}/atlas:1.2 is used by modeldeployment/chat in {other}: stop that first, or give it another version");
        (await RefusedAsync(() => server.Client.DeleteAsync<Model>(new NamespacedName(project, "atlas"), DeleteOptions.Default, CancellationToken.None)))
            .ShouldContain("there are versions of it (1.2): delete them first");

        deployment.Spec.Stopped = true;
        await server.Client.UpdateAsync(deployment, CancellationToken.None);
        await server.Client.DeleteAsync<ModelVersion>(NamespacedName.Of(version), DeleteOptions.Default, CancellationToken.None);
        await server.Client.DeleteAsync<Model>(new NamespacedName(project, "atlas"), DeleteOptions.Default, CancellationToken.None);
    }

    private Task<string> RefusedAsync<T>(T resource)
        where T : Resource => RefusedAsync(() => server.Client.CreateAsync(resource, CancellationToken.None));

    private static async Task<string> RefusedAsync(Func<Task> write)
    {
        var refused = await Should.ThrowAsync<StatusException>(write);
        refused.IsForbidden.ShouldBeTrue(refused.Message);
        return refused.Message;
    }
}
