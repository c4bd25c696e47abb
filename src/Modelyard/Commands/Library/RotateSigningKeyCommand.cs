using System.CommandLine;
using Modelyard.Client;
using Modelyard.Library;

namespace Modelyard.Commands;

/// <summary>Has another key sign from now on.</summary>
internal sealed class RotateSigningKeyCommand() : ModelyardCommand("rotate", "Sign with another key from now on; earlier signatures stay good")
{
    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var session = ApiSession.Open(arguments);
        var key = await new SigningKeys(new ResourceClient(session.Connection), TimeProvider.System).RotateAsync(cancellationToken);
        await Console.Out.WriteLineAsync($"{key.Name} signs from now on. Whoever checks signatures elsewhere needs its public half: modelyard library keys public {key.Name}");
        return ExitCodes.Ok;
    }
}
