namespace Modelyard.Gateway;

/// <summary>Chooses which replica answers a call, among those that take calls at all.</summary>
internal static class ReplicaChooser
{
    // A replica that suits a call keeps it until it has so much more than its share that the wait costs more than is saved.
    private const double Overload = 1.25;

    /// <summary>
    /// The replica with the fewest calls in progress, among equals a random one, so that idle replicas share the load; or, for a call that
    /// has something in common with others, the one that gets those, unless it is overloaded.
    /// </summary>
    /// <param name="replicas">All there are.</param>
    /// <param name="choice">What limits the choice.</param>
    public static Replica? Choose(ReadOnlySpan<Replica> replicas, in ReplicaChoice choice)
    {
        var total = 0;
        foreach (var replica in replicas)
        {
            total += replica.Outstanding;
        }

        var bound = Overload * (total + 1) / replicas.Length;
        Replica? best = null, suited = null;
        int least = int.MaxValue, equals = 0;
        ulong suits = 0;
        foreach (var replica in replicas)
        {
            var outstanding = replica.Outstanding;
            if (outstanding >= choice.MostOutstanding || replica.Health.PauseLeft(choice.Now) > TimeSpan.Zero || choice.Tried?.Contains(replica) == true)
            {
                continue;
            }

            if (choice.Affinity is { } affinity && outstanding < Math.Ceiling(bound) && Affinity.Suits(affinity, replica.Hash) is var how && (suited is null || how > suits))
            {
                (suited, suits) = (replica, how);
            }

            if (outstanding > least)
            {
                continue;
            }

            equals = outstanding < least ? 1 : equals + 1;
            if (equals == 1 || Random.Shared.Next(equals) == 0)
            {
                (best, least) = (replica, outstanding);
            }
        }

        return suited ?? best;
    }
}

/// <summary>What limits a choice.</summary>
/// <param name="Now">In ticks of 100 ns, on the clock of <see cref="ReplicaHealth"/>.</param>
/// <param name="MostOutstanding">How many calls a replica may have before this one.</param>
/// <param name="Affinity">What the call has in common with others; null when nothing.</param>
/// <param name="Tried">Replicas that have failed the call already.</param>
internal readonly record struct ReplicaChoice(long Now, int MostOutstanding = int.MaxValue, ulong? Affinity = null, List<Replica>? Tried = null);
