using System.CommandLine;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.Commands;

/// <summary>Removes a member. Their keys go on working: revoke them too.</summary>
internal sealed class RemoveMemberCommand : ModelyardCommand
{
    private readonly Argument<string> _who = new("user") { Description = "The user, or the name of the member." };
    private readonly Option<string> _organization = MembersCommand.Organization();

    public RemoveMemberCommand()
        : base("remove", "Remove a member from an organization")
    {
        Add(_who);
        Add(_organization);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var session = ApiSession.Open(arguments);
        var (who, organization) = (arguments.GetValue(_who)!, arguments.GetValue(_organization)!);
        var members = await ItemsAsync(session, LedgerKinds.Members, organization, cancellationToken);
        var member = members.FirstOrDefault(m => (string?)m["spec"]?["user"] == who) ?? members.FirstOrDefault(m => (string?)m["metadata"]?["name"] == who)
            ?? throw new CommandFailure(ExitCodes.Failed, $"{organization} has no member \"{who}\"; see \"modelyard members list --org {organization}\".");
        await session.DeleteAsync(LedgerKinds.Members, organization, (string)member["metadata"]!["name"]!, cancellationToken);
        var user = (string?)member["spec"]?["user"];
        Console.Out.WriteLine($"{user} is no member of {organization} any more");
        var keys = (await ItemsAsync(session, LedgerKinds.ApiKeys, organization, cancellationToken)).Where(k => (string?)k["spec"]?["user"] == user).ToList();
        if (keys.Count > 0)
        {
            await Console.Error.WriteLineAsync(
                $"Their keys go on working until they are revoked: {string.Join(", ", keys.Select(k => (string?)k["metadata"]?["name"]))}.");
        }

        return ExitCodes.Ok;
    }

    private static async Task<IReadOnlyList<JsonNode>> ItemsAsync(ApiSession session, KindDescriptor kind, string ns, CancellationToken cancellationToken) =>
        [.. (await session.Connection.GetAsync<JsonObject>(KindRequests.Path(kind, ns), cancellationToken))["items"]!.AsArray().Select(i => i!)];
}
