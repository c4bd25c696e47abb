using System.CommandLine;

namespace Modelyard.Commands;

/// <summary>Members of an organization. Sugar over the virtual resource <c>members.ledger.modelyard.dev</c>.</summary>
internal sealed class MembersCommand : Command
{
    public MembersCommand()
        : base("members", "List, add and remove members of an organization")
    {
        Add(new ListMembersCommand());
        Add(new AddMemberCommand());
        Add(new RemoveMemberCommand());
    }

    internal static Option<string> Organization() => new("--org") { Description = "The organization.", Required = true };
}
