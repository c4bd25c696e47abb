using System.CommandLine;
using Modelyard.Api;

namespace Modelyard.Commands;

/// <summary>Removes an account. What roles and memberships give its user name stays: remove them too.</summary>
internal sealed class RemoveAccountCommand : ModelyardCommand
{
    private readonly Argument<string> _name = AccountsCommand.AccountName();

    public RemoveAccountCommand()
        : base("remove", "Remove an account and end its sessions") => Add(_name);

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var session = ApiSession.Open(arguments);
        var name = arguments.GetValue(_name)!;
        await session.DeleteAsync(LedgerKinds.Accounts, null, name, cancellationToken);
        Console.Out.WriteLine($"{name} has no account any more");
        await Console.Error.WriteLineAsync("Memberships, role bindings and API keys of this user name stay: remove them too if the person is to be gone.");
        return ExitCodes.Ok;
    }
}
