namespace Modelyard.Ledger;

/// <summary>The members of organizations.</summary>
public sealed class MemberStore(LedgerDatabase database, TimeProvider time)
{
    /// <summary>A change of this process is on the disk; other processes' changes are not announced.</summary>
    internal event Action<Member>? Changed;

    /// <summary>The member of this name, or null.</summary>
    public Task<Member?> GetAsync(string ns, string name, CancellationToken cancellationToken) =>
        database.ReadAsync(session => MemberRows.Find(session, ns, name), cancellationToken);

    /// <summary>Members by namespace and name; of one namespace, or of all when <paramref name="ns"/> is null.</summary>
    public Task<IReadOnlyList<Member>> ListAsync(string? ns, CancellationToken cancellationToken) =>
        database.ReadAsync(session => MemberRows.List(session, ns), cancellationToken);

    /// <summary>Adds a member.</summary>
    /// <returns>The member with its revision.</returns>
    /// <exception cref="LedgerException">The name is taken, or the user is a member already.</exception>
    public Task<Member> CreateAsync(Member member, CancellationToken cancellationToken) => WriteAsync(
        (session, revision) =>
        {
            if (MemberRows.Find(session, member.Namespace, member.Name) is not null)
            {
                throw new LedgerException(LedgerFailure.AlreadyExists, $"There is a member \"{member.Name}\" in \"{member.Namespace}\" already.");
            }

            RequireOwnUser(session, member);
            var added = member with { Revision = revision };
            MemberRows.Insert(session, added);
            return added;
        },
        cancellationToken);

    /// <summary>Replaces a member that is still as it was read.</summary>
    /// <param name="member">As it is to be; its revision is the one it was read with.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LedgerException">Gone or changed in the meantime, or now another member's user.</exception>
    public Task<Member> UpdateAsync(Member member, CancellationToken cancellationToken) => WriteAsync(
        (session, revision) =>
        {
            RequireUnchanged(session, member);
            RequireOwnUser(session, member);
            var changed = member with { Revision = revision };
            MemberRows.Update(session, changed);
            return changed;
        },
        cancellationToken);

    /// <summary>Removes a member that is still as it was read.</summary>
    /// <exception cref="LedgerException">Gone or changed in the meantime.</exception>
    public Task<Member> DeleteAsync(Member member, CancellationToken cancellationToken) => WriteAsync(
        (session, revision) =>
        {
            RequireUnchanged(session, member);
            var removed = member with { Revision = revision, IsRemoved = true };
            MemberRows.MarkDeleted(session, removed, time.GetUtcNow());
            return removed;
        },
        cancellationToken);

    internal Task<IReadOnlyList<Member>> ChangedSinceAsync(long revision, CancellationToken cancellationToken) =>
        database.ReadAsync(session => MemberRows.ChangedSince(session, revision), cancellationToken);

    private static void RequireUnchanged(LedgerSession session, Member member)
    {
        var live = MemberRows.Find(session, member.Namespace, member.Name);
        if (live is null || live.Id != member.Id)
        {
            throw new LedgerException(LedgerFailure.NotFound, $"There is no member \"{member.Name}\" in \"{member.Namespace}\".");
        }

        if (live.Revision != member.Revision)
        {
            throw new LedgerException(LedgerFailure.Conflict, $"The member \"{member.Name}\" was changed in the meantime. Read it and try again.");
        }
    }

    private static void RequireOwnUser(LedgerSession session, Member member)
    {
        if (MemberRows.FindUser(session, member.Namespace, member.User) is { } other && other.Id != member.Id)
        {
            throw new LedgerException(LedgerFailure.Invalid, $"\"{member.User}\" is a member of \"{member.Namespace}\" already, as \"{other.Name}\".");
        }
    }

    private async Task<Member> WriteAsync(Func<LedgerSession, long, Member> write, CancellationToken cancellationToken)
    {
        var written = await database.WriteAsync(session => write(session, MemberRows.NextRevision(session)), cancellationToken);
        Changed?.Invoke(written);
        return written;
    }
}
