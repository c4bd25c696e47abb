using System.CommandLine;

namespace Modelyard.Commands;

/// <summary>Lists keys; never their secrets.</summary>
internal sealed class ListKeysCommand : ModelyardCommand
{
    private readonly GetOptions _options;

    public ListKeysCommand()
        : base("list", "List API keys") => _options = new GetOptions(this);

    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken) =>
        _options.PrintAsync(arguments, [("apikeys", null)], cancellationToken);
}
