using System.CommandLine;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.Commands;

/// <summary>Creates an account and shows its first password, this once.</summary>
internal sealed class CreateAccountCommand : ModelyardCommand
{
    private readonly Argument<string> _name = AccountsCommand.AccountName();
    private readonly Option<string?> _displayName = new("--display-name") { Description = "What to call them, e.g. \"Ada Lovelace\"." };
    private readonly Option<string[]> _groups = new("--group") { Description = "A group they are in, e.g. modelyard:platform-admins; may be given several times." };
    private readonly Option<bool> _fromInput = AccountsCommand.PasswordFromInput();
    private readonly Option<OutputFormat> _output = SharedOptions.Output();

    public CreateAccountCommand()
        : base("create", "Create an account and show its first password, this once")
    {
        Add(_name);
        Add(_displayName);
        Add(_groups);
        Add(_fromInput);
        Add(_output);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var session = ApiSession.Open(arguments);
        var name = arguments.GetValue(_name)!;
        var spec = new JsonObject();
        if (arguments.GetValue(_displayName) is { } displayName)
        {
            spec["displayName"] = displayName;
        }

        spec.SetList("groups", arguments.GetValue(_groups));
        if (await AccountsCommand.ReadPasswordAsync(arguments.GetValue(_fromInput), cancellationToken) is { } password)
        {
            spec["password"] = password;
        }

        var created = await session.CreateAsync(LedgerKinds.Accounts, null, new JsonObject { ["name"] = name }, spec, cancellationToken);
        return await AccountsCommand.PrintAsync(created, name, arguments.GetValue(_output));
    }
}
