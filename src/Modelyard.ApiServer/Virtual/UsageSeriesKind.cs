using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Ledger;

namespace Modelyard.ApiServer;

/// <summary>Answers how use went: of a deployment of the project, else of the keys of the project, or in a home project of the organization, and in none of everybody's.</summary>
internal sealed class UsageSeriesKind(KindDescriptor kind, ServedLedger ledger, Tenancy tenancy, TimeProvider time) : IVirtualKind
{
    private const int WantedPoints = 120;
    private const int MostPoints = 1500;

    private static readonly TimeSpan[] Steps =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(6),
        TimeSpan.FromDays(1),
    ];

    public KindDescriptor Kind => kind;

    public async Task<JsonObject> CreateAsync(VirtualCall call, JsonObject document, CancellationToken cancellationToken)
    {
        var asked = document["spec"].Deserialize<UsageSeriesSpec>(ApiJson.Options) ?? new UsageSeriesSpec();
        var query = await QueryAsync(call.Namespace, asked, cancellationToken);
        await ledger.CatchUp(cancellationToken);
        var points = await ledger.Usage.SeriesAsync(query, cancellationToken);
        var answer = new UsageSeriesStatus
        {
            From = query.From,
            To = query.To,
            Step = (int)query.Step.TotalSeconds,
            Series = [.. points.GroupBy(p => p.Deployment).Select(g => new UsageSeriesLine { Deployment = g.Key, Points = [.. g.Select(Show)] })],
        };
        document["status"] = JsonSerializer.SerializeToNode(answer, ApiJson.Options);
        return document;
    }

    private async Task<UsageSeriesQuery> QueryAsync(string project, UsageSeriesSpec asked, CancellationToken cancellationToken)
    {
        var to = asked.To ?? time.GetUtcNow();
        var from = asked.From ?? to.AddHours(-1);
        if (from >= to)
        {
            throw StatusErrors.BadRequest("spec.from is not before spec.to, which is now when absent");
        }

        var step = asked.Step is { } seconds ? TimeSpan.FromSeconds(seconds) : Steps.FirstOrDefault(s => (to - from) / s <= WantedPoints, Steps[^1]);
        if ((to - from) / step > MostPoints)
        {
            throw StatusErrors.BadRequest($"that makes more than {MostPoints} points: ask for a longer step or for less time");
        }

        var query = new UsageSeriesQuery
        {
            From = Whole(from, step),
            To = Whole(to.Add(step).AddTicks(-1), step),
            Step = step,
            ByDeployment = asked.By is { Count: > 0 },
            User = asked.Filters?.User,
            Key = asked.Filters?.Key,
            DeploymentFilter = asked.Filters?.Deployment,
        };
        if (asked.Deployment is { } deployment)
        {
            return query with { Deployment = (project, deployment) };
        }

        var reach = await tenancy.ReachOfAsync(project, cancellationToken);
        return query with { Project = reach.Project, Organization = reach.Organization };
    }

    private static DateTimeOffset Whole(DateTimeOffset at, TimeSpan step) => new(at.UtcTicks - (at.UtcTicks % step.Ticks), TimeSpan.Zero);

    private static Api.UsageSeriesPoint Show(Ledger.UsageSeriesPoint point) => new()
    {
        Time = point.At,
        Requests = point.Requests,
        Errors = point.Errors,
        RateLimited = point.RateLimited,
        InputTokens = point.InputTokens,
        CachedInputTokens = point.CachedInputTokens,
        OutputTokens = point.OutputTokens,
        Cost = point.Costs.Count == 0 ? null : point.Costs.ToDictionary(c => c.Currency, c => c.Amount),
        Latency = Show(point.Duration),
        TimeToFirstToken = Show(point.FirstToken),
        TimePerOutputToken = Show(point.PerToken),
    };

    private static DurationPercentiles? Show(Percentiles? seconds) => seconds is null ? null : new DurationPercentiles { P50 = seconds.P50, P95 = seconds.P95, P99 = seconds.P99 };
}
