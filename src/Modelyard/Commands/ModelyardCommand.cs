using System.CommandLine;
using Modelyard.Api;
using Modelyard.Client;
using Modelyard.Ledger;
using Modelyard.Node;
using Modelyard.Storage;

namespace Modelyard.Commands;

/// <summary>A verb of the command line: runs, and turns whatever goes wrong into one line and an exit code.</summary>
internal abstract class ModelyardCommand : Command
{
    protected ModelyardCommand(string name, string description)
        : base(name, description) => SetAction(InvokeAsync);

    protected abstract Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken);

    private async Task<int> InvokeAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync(arguments, cancellationToken);
        }
        catch (Exception e) when (Explain(e) is { } failure)
        {
            await Console.Error.WriteLineAsync($"modelyard: {failure.Message}");
            return failure.ExitCode;
        }
    }

    private static CommandFailure? Explain(Exception exception) => exception switch
    {
        CommandFailure f => f,
        StatusException e => new CommandFailure(ExitCodes.Failed, e.Message, e),
        ConnectionConfigException e => new CommandFailure(ExitCodes.Failed, e.Message, e),
        CredentialException e => new CommandFailure(ExitCodes.Failed, e.Message, e),
        NodeTakenException e => new CommandFailure(ExitCodes.Failed, e.Message, e),
        HttpRequestException e => new CommandFailure(
            ExitCodes.Unreachable, $"nothing answers: {e.InnerException?.Message ?? e.Message}. Is it running? Start it with \"modelyard up\".", e),
        IOException or UnauthorizedAccessException or LedgerException or StoreException => new CommandFailure(ExitCodes.Failed, exception.Message, exception),
        _ => null,
    };
}
