using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.Commands;

/// <summary>Disables an account, or takes that back.</summary>
internal sealed class DisableAccountCommand : ModelyardCommand
{
    private readonly Argument<string> _name = AccountsCommand.AccountName();
    private readonly bool _disabled;

    public DisableAccountCommand(string verb, string description, bool disabled)
        : base(verb, description)
    {
        _disabled = disabled;
        Add(_name);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var session = ApiSession.Open(arguments);
        var name = arguments.GetValue(_name)!;
        var patch = new JsonObject { ["spec"] = new JsonObject { ["disabled"] = _disabled } };
        await session.Connection.SendAsync<JsonObject>(
            HttpMethod.Patch, AccountsCommand.Path(name), JsonSerializer.SerializeToUtf8Bytes(patch, ApiJson.Options), "application/merge-patch+json", cancellationToken);
        Console.Out.WriteLine(_disabled ? $"{name} is disabled and signed out" : $"{name} can sign in again");
        return ExitCodes.Ok;
    }
}
