namespace Modelyard.Ledger;

/// <summary>What requests used, in the database: each of them for some time, their sums by minute for some days, and those by day for ever.</summary>
public sealed class UsageStore(LedgerDatabase database)
{
    /// <summary>Stores records and adds them to the sums, all or none. One that is there already changes nothing.</summary>
    /// <returns>How many were new.</returns>
    public async Task<int> AddAsync(IReadOnlyList<UsageRecord> records, CancellationToken cancellationToken)
    {
        await database.PrepareUsageAsync([.. records.Select(r => UsageDay.Of(r.At)).Distinct()], cancellationToken);
        return await database.WriteAsync(
            session =>
            {
                var added = UsageRows.Insert(database, session, records);
                DailyUsageRows.Add(session, added);
                MinuteUsageRows.Add(session, added);
                return added.Count;
            },
            cancellationToken);
    }

    /// <summary>Records, newest first.</summary>
    public Task<IReadOnlyList<UsageRecord>> ListAsync(UsageQuery query, CancellationToken cancellationToken) =>
        database.ReadAsync(session => UsageRows.List(session, query), cancellationToken);

    /// <summary>One record of a project, or null.</summary>
    public async Task<UsageRecord?> GetAsync(string project, string id, CancellationToken cancellationToken) =>
        Guid.TryParseExact(id, "D", out var guid)
            ? await database.ReadAsync(session => UsageRows.Find(session, project, guid), cancellationToken)
            : null;

    /// <summary>Sums, ordered by what they are told apart by.</summary>
    public Task<IReadOnlyList<UsageReportRow>> ReportAsync(UsageReportQuery query, CancellationToken cancellationToken) =>
        database.ReadAsync(session => DailyUsageRows.Report(session, query), cancellationToken);

    /// <summary>Sums step by step, of the last eight days; by deployment, then by time.</summary>
    public Task<IReadOnlyList<UsageSeriesPoint>> SeriesAsync(UsageSeriesQuery query, CancellationToken cancellationToken) =>
        database.ReadAsync(session => query.IsFiltered ? RecordUsageSeries.Read(session, query) : MinuteUsageRows.Series(session, query), cancellationToken);

    /// <summary>What was spent since a day, in billionths of a currency, of all that is in the database.</summary>
    public Task<long> SpentAsync(Spender spender, DateOnly from, string currency, CancellationToken cancellationToken) =>
        database.ReadAsync(session => DailyUsageRows.Spent(session, spender, from, currency), cancellationToken);

    /// <summary>Has room ready for the days to come, and removes the records of days before <paramref name="first"/> and the sums by minute of days nobody looks at by the minute.</summary>
    public async Task MaintainAsync(DateOnly today, DateOnly? first, CancellationToken cancellationToken)
    {
        await database.PrepareUsageAsync([.. Enumerable.Range(0, 4).Select(today.AddDays)], cancellationToken);
        if (first is { } kept)
        {
            await database.PruneUsageAsync(kept, cancellationToken);
        }

        // In pieces, so that others can write in between.
        while (await database.WriteAsync(session => MinuteUsageRows.Prune(session, today.AddDays(-MinuteUsageRows.KeptDays)), cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
