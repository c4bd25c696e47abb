namespace Modelyard.Ledger;

/// <summary>Which models ran when. What is in it stays: of an entry nothing changes but that another one takes its place.</summary>
public sealed class ServingStore(LedgerDatabase database, TimeProvider time)
{
    /// <summary>From now on a service runs something else. What says the same as the last entry of the service changes nothing.</summary>
    /// <returns>The entry that is true now.</returns>
    /// <exception cref="LedgerException">The id is taken.</exception>
    public Task<ServingEntry> AddAsync(ServingEntry entry, CancellationToken cancellationToken) => database.WriteAsync(
        session =>
        {
            if (ServingRows.Find(session, entry.Project, entry.Id) is not null)
            {
                throw new LedgerException(LedgerFailure.AlreadyExists, $"There is a record \"{entry.Id}\" in \"{entry.Project}\" already.");
            }

            var last = ServingRows.Current(session, entry.Project, entry.Service);
            if (last?.Document == entry.Document)
            {
                return last;
            }

            // A clock that was set back must not make the one before end earlier than it began.
            var now = time.GetUtcNow();
            var added = entry with { From = last?.From > now ? last.From : now, Until = null };
            if (last is not null)
            {
                ServingRows.End(session, last.Id, added.From);
            }

            ServingRows.Insert(session, added);
            return added;
        },
        cancellationToken);

    /// <summary>One entry of a project, or null.</summary>
    public Task<ServingEntry?> GetAsync(string project, string id, CancellationToken cancellationToken) =>
        database.ReadAsync(session => ServingRows.Find(session, project, id), cancellationToken);

    /// <summary>Entries, newest first.</summary>
    public Task<IReadOnlyList<ServingEntry>> ListAsync(ServingQuery query, CancellationToken cancellationToken) =>
        database.ReadAsync(session => ServingRows.List(session, query), cancellationToken);
}
