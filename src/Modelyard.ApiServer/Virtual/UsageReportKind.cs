using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Ledger;

namespace Modelyard.ApiServer;

/// <summary>Answers how much was used: in an organization's home project by all of its projects, in any other by that one, and in none by everybody.</summary>
internal sealed class UsageReportKind(KindDescriptor kind, ServedLedger ledger, Tenancy tenancy) : IVirtualKind
{
    public KindDescriptor Kind => kind;

    public async Task<JsonObject> CreateAsync(VirtualCall call, JsonObject document, CancellationToken cancellationToken)
    {
        var asked = document["spec"].Deserialize<UsageReportSpec>(ApiJson.Options) ?? new UsageReportSpec();
        var (project, organization) = await tenancy.ReachOfAsync(call.Namespace, cancellationToken);
        var query = new UsageReportQuery
        {
            By = [.. (asked.By ?? []).Select(d => Enum.Parse<UsageDimension>(d, ignoreCase: true))],
            From = Day(asked.From),
            To = Day(asked.To)?.AddDays(1),
            Project = project,
            Organization = organization,
            User = asked.Filters?.User,
            Key = asked.Filters?.Key,
            Deployment = asked.Filters?.Deployment,
        };
        await ledger.CatchUp(cancellationToken);
        var rows = await ledger.Usage.ReportAsync(query, cancellationToken);
        var total = await ledger.Usage.ReportAsync(query with { By = [] }, cancellationToken);
        document["status"] = JsonSerializer.SerializeToNode(
            new UsageReportStatus { Rows = [.. rows.Select(r => Show(r, query.By))], Total = [.. total.Select(r => Show(r, []))] }, ApiJson.Options);
        return document;
    }

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static UsageReportLine Show(UsageReportRow row, IReadOnlyList<UsageDimension> by)
    {
        var shown = new UsageReportLine
        {
            Requests = row.Requests,
            Errors = row.Errors,
            CacheHits = row.CacheHits,
            InputTokens = row.InputTokens,
            CachedInputTokens = row.CachedInputTokens,
            OutputTokens = row.OutputTokens,
            Images = row.Images,
            Cost = row.Currency is null ? null : row.Cost,
            Currency = row.Currency,
        };
        foreach (var (dimension, value) in by.Zip(row.Group))
        {
            Name(shown, dimension, value);
        }

        return shown;
    }

    private static void Name(UsageReportLine row, UsageDimension dimension, string? value)
    {
        switch (dimension)
        {
            case UsageDimension.Organization:
                row.Organization = value;
                break;
            case UsageDimension.Project:
                row.Project = value;
                break;
            case UsageDimension.User:
                row.User = value;
                break;
            case UsageDimension.Key:
                row.Key = value;
                break;
            case UsageDimension.Deployment:
                row.Deployment = value;
                break;
            default:
                row.Day = value;
                break;
        }
    }
}
