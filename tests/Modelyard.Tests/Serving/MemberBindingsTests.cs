using Modelyard.Api;
using Modelyard.Serving;

namespace Modelyard.Tests.Serving;

public sealed class MemberBindingsTests
{
    [Theory]
    [InlineData("owner", "admin")]
    [InlineData("admin", "admin")]
    [InlineData("developer", "edit")]
    [InlineData("viewer", "view")]
    public void Role_OfAMember_IsAClusterRoleInEveryProject(string role, string clusterRole)
    {
        var bindings = MemberBindings.Of("acme", ["acme", "research"], [Member("someone@acme.example", role)]);

        bindings.Select(b => (b.Metadata.Namespace, b.Metadata.Name)).ShouldBe([("acme", $"modelyard-members-{clusterRole}"), ("research", $"modelyard-members-{clusterRole}")]);
        bindings.ShouldAllBe(b => b.RoleRef!.Kind == "ClusterRole" && b.RoleRef.Name == clusterRole);
        bindings.ShouldAllBe(b => b.Subjects!.Single().Kind == "User" && b.Subjects!.Single().Name == "someone@acme.example");
    }

    [Fact]
    public void Thousand_Members_AreOneBindingForEachRoleAndProject()
    {
        var members = Enumerable.Range(0, 1000).Select(i => Member($"user-{i:0000}@acme.example", i < 3 ? "owner" : "developer")).ToList();

        var bindings = MemberBindings.Of("acme", ["acme"], members);

        bindings.Select(b => (b.Metadata.Name, b.Subjects!.Count)).ShouldBe([("modelyard-members-admin", 3), ("modelyard-members-edit", 997)]);
    }

    [Fact]
    public void Binding_ThatSaysTheSameInAnotherOrder_IsBroughtBack_AndOneThatIsEqualIsLeft()
    {
        Member[] members = [Member("a@acme.example", "developer"), Member("b@acme.example", "developer")];
        var wanted = MemberBindings.Of("acme", ["acme"], members).Single();
        var present = MemberBindings.Of("acme", ["acme"], [.. members.Reverse()]).Single();
        MemberBindings.IsAsWanted(present, wanted).ShouldBeTrue();

        present.Subjects!.Reverse();

        MemberBindings.IsAsWanted(present, wanted).ShouldBeFalse();
    }

    [Fact]
    public void Binding_ThatAPersonMade_IsNobodys_WhateverItsLabels()
    {
        var binding = new RoleBinding
        {
            Metadata = new ObjectMeta { Name = "team", Namespace = "acme", Labels = new Dictionary<string, string> { [TenancyNames.OrganizationLabel] = "acme" } },
        };

        MemberBindings.OrganizationOf(binding).ShouldBeNull();
    }

    private static Member Member(string user, string role) => new() { Spec = new MemberSpec { User = user, Role = role } };
}
