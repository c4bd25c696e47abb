using System.CommandLine;

namespace Modelyard.Commands;

/// <summary>Shows resources, as the server's own tables or as documents.</summary>
internal sealed class GetCommand : ModelyardCommand
{
    private readonly Argument<string[]> _what = new("resource") { Description = "TYPE, TYPE NAME… or TYPE/NAME…", Arity = ArgumentArity.OneOrMore };
    private readonly GetOptions _options;

    public GetCommand()
        : base("get", "Show resources")
    {
        Add(_what);
        _options = new GetOptions(this);
    }

    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken) =>
        _options.PrintAsync(arguments, ObjectReference.Parse(arguments.GetValue(_what)!), cancellationToken);
}
