using System.CommandLine;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.Commands;

/// <summary>Gives an account a new password and shows it, this once.</summary>
internal sealed class ResetPasswordCommand : ModelyardCommand
{
    private readonly Argument<string> _name = AccountsCommand.AccountName();
    private readonly Option<bool> _fromInput = AccountsCommand.PasswordFromInput();
    private readonly Option<OutputFormat> _output = SharedOptions.Output();

    public ResetPasswordCommand()
        : base("reset-password", "Give an account a new password, show it, this once, and end its sessions")
    {
        Add(_name);
        Add(_fromInput);
        Add(_output);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var session = ApiSession.Open(arguments);
        var name = arguments.GetValue(_name)!;
        var spec = new JsonObject { ["account"] = name };
        if (await AccountsCommand.ReadPasswordAsync(arguments.GetValue(_fromInput), cancellationToken) is { } password)
        {
            spec["password"] = password;
        }

        var answer = await session.CreateAsync(LedgerKinds.PasswordResets, null, [], spec, cancellationToken);
        return await AccountsCommand.PrintAsync(answer, name, arguments.GetValue(_output));
    }
}
