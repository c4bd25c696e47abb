using System.Collections.Concurrent;

namespace Modelyard.Ledger;

/// <summary>All members in memory, for those who ask on every call. Changes of this process show at once, those of others with the next <see cref="RefreshAsync"/>.</summary>
public sealed class MemberDirectory : IDisposable
{
    private readonly MemberStore _store;
    private readonly ConcurrentDictionary<(string Organization, string User), Member> _members = new();
    private readonly ConcurrentDictionary<Guid, Member> _known = new();
    private readonly SemaphoreSlim _refreshing = new(1, 1);
    private readonly Lock _applying = new();
    private long _revision;

    private MemberDirectory(MemberStore store)
    {
        _store = store;
        store.Changed += Apply;
    }

    /// <summary>Loads all members.</summary>
    public static async Task<MemberDirectory> OpenAsync(MemberStore store, CancellationToken cancellationToken)
    {
        var directory = new MemberDirectory(store);
        await directory.RefreshAsync(cancellationToken);
        return directory;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _store.Changed -= Apply;
        _refreshing.Dispose();
    }

    /// <summary>The member that a user is of an organization, or null.</summary>
    public Member? Find(string organization, string user) => _members.GetValueOrDefault((organization, user));

    /// <summary>Takes over what changed in the database since the last time.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _refreshing.WaitAsync(cancellationToken);
        try
        {
            foreach (var member in await _store.ChangedSinceAsync(_revision, cancellationToken))
            {
                Apply(member);

                // Only here: a change applied at once may overtake another process's change with a lower revision.
                _revision = member.Revision;
            }
        }
        finally
        {
            _refreshing.Release();
        }
    }

    private void Apply(Member member)
    {
        lock (_applying)
        {
            if (_known.TryGetValue(member.Id, out var known))
            {
                if (known.Revision >= member.Revision)
                {
                    return;
                }

                // It may have become another user.
                _members.TryRemove(KeyValuePair.Create((known.Namespace, known.User), known));
            }

            _known[member.Id] = member;
            if (!member.IsRemoved)
            {
                _members[(member.Namespace, member.User)] = member;
            }
        }
    }
}
