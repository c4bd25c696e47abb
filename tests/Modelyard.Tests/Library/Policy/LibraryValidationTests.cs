using Modelyard.Api;

namespace Modelyard.Tests.Library.Policy;

/// <summary>What could never do what it says is refused when it is written.</summary>
public sealed class LibraryValidationTests(LibraryServer server) : IClassFixture<LibraryServer>
{
    public static TheoryData<Action<ModelRepositorySpec>, string> Repositories() => new()
    {
        { s => s.Source!.Bandwidth = Quantity.Parse("0"), "spec.source.bandwidth: Invalid value: \"0\": must be more than nothing, such as 50Mi" },
        { s => s.Source!.Bandwidth = Quantity.Parse("-1Mi"), "spec.source.bandwidth" },
        { s => s.Rules = [new() { MaxSize = Quantity.Parse("0") }], "spec.rules[0].maxSize" },
        { s => s.Rules = [new() { MinAge = "30d", MaxAge = "7d" }], "spec.rules[0].maxAge: Invalid value: \"7d\": is shorter than minAge (30d)" },
    };

    [Theory]
    [MemberData(nameof(Repositories))]
    public async Task Repository_ThatCouldTakeNothing_IsRefused(Action<ModelRepositorySpec> change, string message)
    {
        var repository = new ModelRepository
        {
            Metadata = new ObjectMeta { Namespace = await server.ProjectAsync(), Name = "trusted" },
            Spec = new ModelRepositorySpec { Source = new ModelSource { Url = "oci://registry.example" } },
        };
        change(repository.Spec);

        (await Should.ThrowAsync<StatusException>(() => server.Client.CreateAsync(repository, CancellationToken.None))).Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("", "users[0]")]
    [InlineData("two words", "users[0]")]
    public async Task ApprovalPolicy_ThatNamesNobody_IsRefused(string user, string field)
    {
        var policy = new ApprovalPolicy
        {
            Metadata = new ObjectMeta { GenerateName = "nobody-" },
            Spec = new ApprovalPolicySpec { Approvals = [new ApprovalRequirement { Name = "security", Users = [user] }] },
        };

        (await Should.ThrowAsync<StatusException>(() => server.Client.CreateAsync(policy, CancellationToken.None))).Message.ShouldContain($"spec.approvals[0].{field}");
    }
}
