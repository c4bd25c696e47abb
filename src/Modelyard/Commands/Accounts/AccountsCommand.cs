using System.CommandLine;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.Commands;

/// <summary>Those who sign in to the console with a password. Sugar over the virtual resource <c>accounts.ledger.modelyard.dev</c>.</summary>
internal sealed class AccountsCommand : Command
{
    public AccountsCommand()
        : base("accounts", "Create, list, disable and remove accounts for the console, and reset their passwords")
    {
        Add(new CreateAccountCommand());
        Add(new ListAccountsCommand());
        Add(new ResetPasswordCommand());
        Add(new DisableAccountCommand("disable", "Disable an account: it cannot sign in, and is signed out", disabled: true));
        Add(new DisableAccountCommand("enable", "Let a disabled account sign in again", disabled: false));
        Add(new RemoveAccountCommand());
    }

    internal static string Path(string name) => $"{KindRequests.Path(LedgerKinds.Accounts)}/{Uri.EscapeDataString(name)}";

    internal static Argument<string> AccountName() => new("name") { Description = "The account's name, which is the user name: e.g. guest@acme.example." };

    internal static Option<bool> PasswordFromInput() => new("--password-stdin")
    {
        Description = "Read the password from standard input. Default: one is made up and shown.",
    };

    /// <summary>The password that a person or a script gives on standard input; null when none is to be read.</summary>
    internal static async Task<string?> ReadPasswordAsync(bool isGiven, CancellationToken cancellationToken)
    {
        if (!isGiven)
        {
            return null;
        }

        return await Console.In.ReadLineAsync(cancellationToken) is { Length: > 0 } password
            ? password
            : throw new CommandFailure(ExitCodes.Usage, "--password-stdin: there is no password on standard input.");
    }

    /// <summary>A password that was made up alone on standard output, so that it can be handed on; or the whole answer.</summary>
    internal static async Task<int> PrintAsync(JsonObject answer, string name, OutputFormat format)
    {
        if (format is OutputFormat.Json or OutputFormat.Yaml or OutputFormat.Name)
        {
            await Console.Out.WriteAsync(DocumentPrinter.Print([answer], format));
        }
        else if ((string?)answer["status"]?["password"] is { } password)
        {
            await Console.Out.WriteAsync($"{password}\n");
            await Console.Error.WriteLineAsync($"The first password of {name}. This is the only time it is shown; they choose another when they sign in.");
        }
        else
        {
            await Console.Error.WriteLineAsync($"{name} has the password that was given, and chooses another when they sign in.");
        }

        return ExitCodes.Ok;
    }
}
