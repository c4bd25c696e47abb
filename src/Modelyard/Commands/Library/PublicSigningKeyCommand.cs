using System.CommandLine;
using Modelyard.Client;
using Modelyard.Library;

namespace Modelyard.Commands;

/// <summary>Prints the public half of a key, for whoever checks signatures elsewhere.</summary>
internal sealed class PublicSigningKeyCommand : ModelyardCommand
{
    private readonly Argument<string?> _name = new("key") { Description = "The key; the one that signs when none is named.", Arity = ArgumentArity.ZeroOrOne };

    public PublicSigningKeyCommand()
        : base("public", "Print the public half of a key as PEM, for whoever checks signatures elsewhere") => Add(_name);

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var session = ApiSession.Open(arguments);
        var name = arguments.GetValue(_name);
        var keys = await new SigningKeys(new ResourceClient(session.Connection), TimeProvider.System).ListAsync(cancellationToken);
        var key = keys.FirstOrDefault(k => name is null ? k.IsCurrent : k.Name == name)
            ?? throw new CommandFailure(ExitCodes.Failed, name is null ? "there is no key yet: the first version that is approved makes one." : $"there is no key {name}. See which there are with \"modelyard library keys list\".");
        await Console.Out.WriteAsync(key.PublicKey);
        return ExitCodes.Ok;
    }
}
