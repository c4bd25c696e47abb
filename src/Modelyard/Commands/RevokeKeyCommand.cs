using System.CommandLine;
using Modelyard.Api;

namespace Modelyard.Commands;

/// <summary>Revokes a key.</summary>
internal sealed class RevokeKeyCommand : ModelyardCommand
{
    private readonly Argument<string> _name = new("name") { Description = "Name of the key." };
    private readonly ProjectOptions _project;

    public RevokeKeyCommand()
        : base("revoke", "Revoke an API key, effective at once")
    {
        _project = new ProjectOptions(this);
        Add(_name);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var session = ApiSession.Open(arguments);
        var name = arguments.GetValue(_name)!;
        await session.DeleteAsync(LedgerKinds.ApiKeys, _project.Get(arguments, session), name, cancellationToken);
        Console.Out.WriteLine($"key {name} revoked");
        return ExitCodes.Ok;
    }
}
