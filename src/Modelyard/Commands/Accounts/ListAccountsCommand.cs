using System.CommandLine;

namespace Modelyard.Commands;

/// <summary>Lists accounts; never their passwords.</summary>
internal sealed class ListAccountsCommand : ModelyardCommand
{
    private readonly GetOptions _options;

    public ListAccountsCommand()
        : base("list", "List accounts") => _options = new GetOptions(this);

    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken) =>
        _options.PrintAsync(arguments, [("accounts", null)], cancellationToken);
}
