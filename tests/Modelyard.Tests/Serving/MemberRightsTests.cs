using Modelyard.Api;
using Modelyard.Client;
using Modelyard.Tests.Node;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.Serving;

public sealed class MemberRightsTests
{
    private const string Organization = "acme";

    [ControllerFact]
    public async Task Member_WhoIsAdded_HasTheRoleInEveryProject_AndLosesItWhenRemoved()
    {
        await using var node = await StartAsync();
        await CreateProjectAsync(node, "research", Organization);
        await AddAsync(node, "developer", "developer");
        await AddAsync(node, "owner", "owner");
        await UntilAsync(node, "acme/admin: owner", "acme/edit: developer", "research/admin: owner", "research/edit: developer");

        await node.Client.DeleteAsync<Member>(new NamespacedName(Organization, "developer"), new DeleteOptions(), CancellationToken.None);

        await UntilAsync(node, "acme/admin: owner", "research/admin: owner");
    }

    [ControllerFact]
    public async Task Members_SeeTheirOrganization_AsLongAsTheyAreMembers()
    {
        var name = new NamespacedName("", "system:modelyard:organization:acme");
        await using var node = await StartAsync();
        await AddAsync(node, "developer", "developer");
        await AddAsync(node, "owner", "owner");

        await UntilAsync(node, "acme/admin: owner", "acme/edit: developer");

        (await node.Client.GetAsync<ClusterRoleBinding>(name, CancellationToken.None)).Subjects!.Select(s => s.Name).ShouldBe(["developer", "owner"]);
        (await node.Client.GetAsync<ClusterRole>(name, CancellationToken.None)).Rules!.Single().ResourceNames.ShouldBe([Organization]);

        await node.Client.DeleteAsync<Organization>(new NamespacedName("", Organization), new DeleteOptions(), CancellationToken.None);
        await UntilAsync(node);

        (await node.Client.TryGetAsync<ClusterRoleBinding>(name, CancellationToken.None)).ShouldBeNull();
        (await node.Client.TryGetAsync<ClusterRole>(name, CancellationToken.None)).ShouldBeNull();
    }

    [ControllerFact]
    public async Task Member_WhoseRoleChanges_HasTheNewOneAlone()
    {
        await using var node = await StartAsync();
        await AddAsync(node, "someone", "admin");
        await UntilAsync(node, "acme/admin: someone");

        var member = await node.Client.GetAsync<Member>(new NamespacedName(Organization, "someone"), CancellationToken.None);
        member.Spec!.Role = "viewer";
        await node.Client.UpdateAsync(member, CancellationToken.None);

        await UntilAsync(node, "acme/view: someone");
    }

    [ControllerFact]
    public async Task Project_ThatJoins_GetsTheRights_AndOneThatLeavesLosesThem()
    {
        await using var node = await StartAsync();
        await AddAsync(node, "someone", "developer");
        await UntilAsync(node, "acme/edit: someone");

        await CreateProjectAsync(node, "research", Organization);
        await UntilAsync(node, "acme/edit: someone", "research/edit: someone");

        var project = await node.Client.GetAsync<Namespace>(new NamespacedName("", "research"), CancellationToken.None);
        project.Metadata.Labels!.Remove(TenancyNames.OrganizationLabel);
        await node.Client.UpdateAsync(project, CancellationToken.None);
        await UntilAsync(node, "acme/edit: someone");
    }

    [ControllerFact]
    public async Task Binding_ThatIsChangedByHand_IsPutBack()
    {
        await using var node = await StartAsync();
        await AddAsync(node, "someone", "viewer");
        await UntilAsync(node, "acme/view: someone");

        var binding = await node.Client.GetAsync<RoleBinding>(new NamespacedName(Organization, "modelyard-members-view"), CancellationToken.None);
        binding.Subjects!.Add(new Subject { Kind = "User", ApiGroup = "rbac.authorization.k8s.io", Name = "intruder" });
        binding.Metadata.Labels = null;
        await node.Client.UpdateAsync(binding, CancellationToken.None);
        await UntilAsync(node, "acme/view: someone");

        await node.Client.DeleteAsync<RoleBinding>(NamespacedName.Of(binding), new DeleteOptions(), CancellationToken.None);
        await UntilAsync(node, "acme/view: someone");
    }

    [ControllerFact]
    public async Task Binding_OfTheNameThatGivesAnotherRole_IsReplaced()
    {
        await using var node = await StartAsync();
        await node.Client.CreateAsync(
            new RoleBinding
            {
                Metadata = new ObjectMeta { Name = "modelyard-members-view", Namespace = Organization },
                RoleRef = new RoleRef { ApiGroup = "rbac.authorization.k8s.io", Kind = "ClusterRole", Name = "cluster-admin" },
                Subjects = [new Subject { Kind = "User", ApiGroup = "rbac.authorization.k8s.io", Name = "someone" }],
            },
            CancellationToken.None);

        await AddAsync(node, "someone", "viewer");

        await UntilAsync(node, "acme/view: someone");
    }

    [ControllerFact]
    public async Task Members_InAHomeThatBelongsToAnother_HaveNoRights()
    {
        await using var node = await StartAsync();
        await AddAsync(node, "someone", "owner");
        await CreateProjectAsync(node, "research", Organization);
        await UntilAsync(node, "acme/admin: someone", "research/admin: someone");

        var home = await node.Client.GetAsync<Namespace>(new NamespacedName("", Organization), CancellationToken.None);
        home.Metadata.Labels![TenancyNames.OrganizationLabel] = "globex";
        await node.Client.UpdateAsync(home, CancellationToken.None);

        await UntilAsync(node);
    }

    [ControllerFact]
    public async Task Organization_ThatIsDeleted_TakesTheRightsWithIt()
    {
        await using var node = await StartAsync();
        await AddAsync(node, "someone", "owner");
        await UntilAsync(node, "acme/admin: someone");

        await node.Client.DeleteAsync<Organization>(new NamespacedName("", Organization), new DeleteOptions(), CancellationToken.None);

        await UntilAsync(node);
    }

    private static async Task<NodeEnvironment> StartAsync()
    {
        var node = await ServingEnvironment.StartAsync(withLedger: true);
        await node.Client.CreateAsync(new Organization { Metadata = new ObjectMeta { Name = Organization } }, CancellationToken.None);
        await node.UntilAsync<Organization>(Organization, o => o.Status?.Projects == 1);
        return node;
    }

    private static Task CreateProjectAsync(NodeEnvironment node, string name, string owner) => node.Client.CreateAsync(
        new Namespace { Metadata = new ObjectMeta { Name = name, Labels = new Dictionary<string, string> { [TenancyNames.OrganizationLabel] = owner } } },
        CancellationToken.None);

    private static Task AddAsync(NodeEnvironment node, string user, string role) => node.Client.CreateAsync(
        new Member { Metadata = new ObjectMeta { Name = user, Namespace = Organization }, Spec = new MemberSpec { User = user, Role = role } },
        CancellationToken.None);

    /// <summary>Follows the bindings of members until they are exactly these, each as project/role: subjects.</summary>
    private static async Task UntilAsync(NodeEnvironment node, params string[] wanted)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var list = await node.Client.ListAsync<RoleBinding>(ListOptions.All, timeout.Token);
        var bindings = list.Items.Where(IsOfMembers).ToDictionary(NamespacedName.Of);
        try
        {
            if (AreAsWanted())
            {
                return;
            }

            await foreach (var change in node.Client.WatchAsync<RoleBinding>(new ListOptions { ResourceVersion = list.Metadata.ResourceVersion }, timeout.Token))
            {
                if (change.Type is WatchEventType.Deleted)
                {
                    bindings.Remove(NamespacedName.Of(change.Object));
                }
                else if (change.Type is WatchEventType.Added or WatchEventType.Modified && IsOfMembers(change.Object))
                {
                    bindings[NamespacedName.Of(change.Object)] = change.Object;
                }

                if (AreAsWanted())
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
        }

        throw new TimeoutException($"The bindings did not become as wanted. Last: {string.Join("; ", bindings.Values.Select(Describe))}");

        bool AreAsWanted() => bindings.Values.Select(Describe).Order(StringComparer.Ordinal).SequenceEqual(wanted);
    }

    private static bool IsOfMembers(RoleBinding binding) => binding.Metadata.Name!.StartsWith("modelyard-members-", StringComparison.Ordinal);

    private static string Describe(RoleBinding binding) =>
        $"{binding.Metadata.Namespace}/{binding.RoleRef!.Name}: {string.Join(' ', (binding.Subjects ?? []).Select(s => s.Name))}";
}
