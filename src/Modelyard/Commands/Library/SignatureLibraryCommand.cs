using System.CommandLine;
using System.Text;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Commands;

/// <summary>Writes Modelyard's signature of a version to where others can check it.</summary>
internal sealed class SignatureLibraryCommand : ModelyardCommand
{
    private readonly Argument<string> _version = LibraryCommand.VersionArgument();
    private readonly Option<string?> _file = new("--output", "-o") { Description = "The file to write, such as model.sig; standard output when not given." };

    public SignatureLibraryCommand()
        : base("signature", "Write Modelyard's signature of an approved version, as tools of OpenSSF model signing read it")
    {
        Add(_version);
        Add(_file);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var session = ApiSession.Open(arguments);
        var version = await LibraryCommand.FindAsync(session, arguments.GetValue(_version)!, cancellationToken);
        var signature = await new ResourceClient(session.Connection).TryGetAsync<ModelSignature>(NamespacedName.Of(version), cancellationToken)
            ?? throw new CommandFailure(ExitCodes.Failed, $"{VersionReference.Of(version)} is {version.Status?.Phase ?? "Pending"}: Modelyard signs a version when it is approved.");
        if (arguments.GetValue(_file) is { } file)
        {
            await File.WriteAllBytesAsync(file, signature.Spec.Document!, cancellationToken);
        }
        else
        {
            await Console.Out.WriteLineAsync(Encoding.UTF8.GetString(signature.Spec.Document!));
        }

        return ExitCodes.Ok;
    }
}
