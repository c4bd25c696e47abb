using System.CommandLine;

namespace Modelyard.Commands;

/// <summary>Lists members.</summary>
internal sealed class ListMembersCommand : ModelyardCommand
{
    private readonly GetOptions _options;

    public ListMembersCommand()
        : base("list", "List members") => _options = new GetOptions(this);

    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken) =>
        _options.PrintAsync(arguments, [("members", null)], cancellationToken);
}
