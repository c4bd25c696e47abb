using System.CommandLine;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.Commands;

/// <summary>Adds a member.</summary>
internal sealed class AddMemberCommand : ModelyardCommand
{
    private const int LongestName = 63;

    private readonly Argument<string> _user = new("user") { Description = "The user, e.g. developer@acme.example." };
    private readonly Option<string> _organization = MembersCommand.Organization();
    private readonly Option<string?> _role = new("--role") { Description = "owner, admin, developer or viewer. Default: developer." };
    private readonly Option<string[]> _teams = new("--team") { Description = "A team they are in; may be given several times." };

    public AddMemberCommand()
        : base("add", "Add a member to an organization")
    {
        Add(_user);
        Add(_organization);
        Add(_role);
        Add(_teams);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var session = ApiSession.Open(arguments);
        var (user, organization) = (arguments.GetValue(_user)!, arguments.GetValue(_organization)!);
        var spec = new JsonObject { ["user"] = user };
        if (arguments.GetValue(_role) is { } role)
        {
            spec["role"] = role;
        }

        spec.SetList("teams", arguments.GetValue(_teams));
        var created = await session.CreateAsync(LedgerKinds.Members, organization, new JsonObject { ["name"] = NameOf(user) }, spec, cancellationToken);
        Console.Out.WriteLine($"{user} is {(string?)created["spec"]?["role"]} of {organization} as member {(string?)created["metadata"]?["name"]}");
        return ExitCodes.Ok;
    }

    /// <summary>A resource's name made of a user's: <c>developer-acme-example</c>.</summary>
    private static string NameOf(string user)
    {
        var name = new string([.. user.ToLowerInvariant().Select(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') ? c : '-')]);
        return name[..Math.Min(name.Length, LongestName)].Trim('-') is { Length: > 0 } found ? found : "member";
    }
}
