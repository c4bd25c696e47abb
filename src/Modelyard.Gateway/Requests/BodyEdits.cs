namespace Modelyard.Gateway;

/// <summary>All changes a request needs before it is sent to a replica.</summary>
internal static class BodyEdits
{
    /// <summary>By ascending position, not overlapping.</summary>
    public static BodyEdit[] For(GatewayCall call)
    {
        var name = call.Operation.NamesModelInPath ? null : ModelNameEdit.For(call);
        var usage = call.Operation.ReportsUsageOnDemand ? UsageEdit.For(call.Fields) : null;
        return (name, usage) switch
        {
            (null, null) => [],
            ({ } one, null) => [one],
            (null, { } one) => [one],
            ({ } first, { } second) => first.At <= second.At ? [first, second] : [second, first],
        };
    }
}
