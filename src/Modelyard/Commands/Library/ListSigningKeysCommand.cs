using System.CommandLine;
using System.Globalization;
using Modelyard.Client;
using Modelyard.Library;

namespace Modelyard.Commands;

/// <summary>Lists the keys that sign or did.</summary>
internal sealed class ListSigningKeysCommand() : ModelyardCommand("list", "List the keys that sign approved versions, or did")
{
    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var session = ApiSession.Open(arguments);
        var keys = await new SigningKeys(new ResourceClient(session.Connection), TimeProvider.System).ListAsync(cancellationToken);
        await (keys.Count == 0
            ? Console.Error.WriteLineAsync("There is no key yet: the first version that is approved makes one.")
            : Console.Out.WriteAsync(TextTable.Format(
                ["KEY", "MADE", "USE"],
                [.. keys.Select(k => (IReadOnlyList<string>)[k.Name, k.MadeAt?.ToString("u", CultureInfo.InvariantCulture) ?? "", k.IsCurrent ? "signs" : "checks earlier signatures"])])));
        return ExitCodes.Ok;
    }
}
