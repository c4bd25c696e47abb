using Modelyard.Api;
using Modelyard.Client;
using Modelyard.Tests.Node;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.Serving;

public sealed class OrganizationControllerTests
{
    [ControllerFact]
    public async Task Organization_WithoutAHomeProject_GetsOne()
    {
        await using var node = await ServingEnvironment.StartAsync();
        await CreateAsync(node, "acme");

        (await UntilAsync(node, "acme", s => s.Projects == 1)).Conditions!.Single().Status.ShouldBe("True");

        (await HomeAsync(node, "acme")).Metadata.Labels![TenancyNames.OrganizationLabel].ShouldBe("acme");
    }

    [ControllerFact]
    public async Task Namespace_OfItsNameThatNobodyOwns_BecomesItsHomeProject()
    {
        await using var node = await ServingEnvironment.StartAsync();
        await CreateAsync(node, NodeEnvironment.Namespace);

        await UntilAsync(node, NodeEnvironment.Namespace, s => s.Projects == 1);

        (await HomeAsync(node, NodeEnvironment.Namespace)).Metadata.Labels![TenancyNames.OrganizationLabel].ShouldBe(NodeEnvironment.Namespace);
    }

    [ControllerFact]
    public async Task Namespace_OfItsNameThatAnotherOwns_IsRefused_AndTakenWhenGivenUp()
    {
        await using var node = await ServingEnvironment.StartAsync();
        await CreateProjectAsync(node, "acme", "globex");
        await CreateAsync(node, "acme");

        var status = await UntilAsync(node, "acme", s => s.Conditions?.Single().Reason == "HomeProjectTaken");
        (status.Projects, status.Conditions!.Single().Status).ShouldBe((0, "False"));
        status.Conditions!.Single().Message!.ShouldContain("the organization globex");

        var home = await HomeAsync(node, "acme");
        home.Metadata.Labels!.Remove(TenancyNames.OrganizationLabel);
        await node.Client.UpdateAsync(home, CancellationToken.None);
        await UntilAsync(node, "acme", s => s is { Projects: 1 } && s.Conditions!.Single().Status == "True");
    }

    [ControllerFact]
    public async Task Projects_AreCounted_AsTheyComeAndGo()
    {
        await using var node = await ServingEnvironment.StartAsync();
        await CreateAsync(node, "acme");
        await CreateProjectAsync(node, "research", "acme");
        await UntilAsync(node, "acme", s => s.Projects == 2);

        await node.Client.DeleteAsync<Namespace>(new NamespacedName("", "research"), new DeleteOptions(), CancellationToken.None);

        await UntilAsync(node, "acme", s => s.Projects == 1);
    }

    [ControllerFact]
    public async Task Organization_ThatIsDeleted_LeavesItsProjects()
    {
        await using var node = await ServingEnvironment.StartAsync();
        await CreateAsync(node, "acme");
        await UntilAsync(node, "acme", s => s.Projects == 1);

        await node.Client.DeleteAsync<Organization>(new NamespacedName("", "acme"), new DeleteOptions(), CancellationToken.None);

        (await HomeAsync(node, "acme")).Metadata.DeletionTimestamp.ShouldBeNull();
    }

    private static Task CreateAsync(NodeEnvironment node, string name) =>
        node.Client.CreateAsync(new Organization { Metadata = new ObjectMeta { Name = name } }, CancellationToken.None);

    private static Task CreateProjectAsync(NodeEnvironment node, string name, string owner) => node.Client.CreateAsync(
        new Namespace { Metadata = new ObjectMeta { Name = name, Labels = new Dictionary<string, string> { [TenancyNames.OrganizationLabel] = owner } } },
        CancellationToken.None);

    private static Task<Namespace> HomeAsync(NodeEnvironment node, string name) => node.Client.GetAsync<Namespace>(new NamespacedName("", name), CancellationToken.None);

    private static async Task<OrganizationStatus> UntilAsync(NodeEnvironment node, string name, Func<OrganizationStatus, bool> wanted) =>
        (await node.UntilAsync<Organization>(name, o => o.Status is { } status && wanted(status))).Status!;
}
