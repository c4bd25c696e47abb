namespace Modelyard.EndToEnd.Tests;

/// <summary>What members of an organization may do, asked as an administrator would.</summary>
public sealed class MemberTests(Installation installation) : IClassFixture<Installation>
{
    private static readonly string Sample = Path.Combine(Installation.Root, "samples", "tenants.yaml");

    [Fact]
    public async Task Members_MayDoWhatTheirRoleSays_InTheProjectsOfTheirOrganization_UntilTheyAreRemoved()
    {
        (await installation.KubectlAsync("apply", "-f", Sample)).Succeeded();
        (await installation.KubectlAsync("create", "namespace", "acme-labs")).Succeeded();
        (await installation.KubectlAsync("label", "namespace", "acme-labs", "modelyard.dev/organization=acme")).Succeeded();
        (await installation.ModelyardAsync("members", "add", "guest@acme.example", "--org", "acme", "--role", "viewer")).Succeeded();

        await UntilAsync("yes", "developer@acme.example", "create", "mdep", "acme-labs");
        await UntilAsync("yes", "owner@acme.example", "create", "members.ledger.modelyard.dev", "acme");
        await UntilAsync("yes", "guest@acme.example", "get", "mdep", "acme");
        (await MayAsync("guest@acme.example", "create", "mdep", "acme")).ShouldBe("no");
        (await MayAsync("developer@acme.example", "create", "members.ledger.modelyard.dev", "acme")).ShouldBe("no");
        (await MayAsync("owner@acme.example", "get", "mdep", "globex")).ShouldBe("no");

        (await installation.ModelyardAsync("members", "remove", "guest@acme.example", "--org", "acme")).Succeeded();

        await UntilAsync("no", "guest@acme.example", "get", "mdep", "acme");
        await UntilAsync("no", "guest@acme.example", "get", "mdep", "acme-labs");
    }

    private Task UntilAsync(string answer, string user, string verb, string resource, string project) =>
        Installation.EventuallyAsync(() => MayAsync(user, verb, resource, project), a => a == answer, TimeSpan.FromSeconds(10));

    // It answers "no" with an exit status of 1.
    private async Task<string> MayAsync(string user, string verb, string resource, string project) =>
        (await installation.KubectlAsync("auth", "can-i", verb, resource, "-n", project, "--as", user)).Output.Trim().Split(' ')[0];
}
