namespace Modelyard.Gateway;

/// <summary>The replica with the fewest calls in progress; among equals a random one, so that idle replicas share the load.</summary>
internal static class ReplicaChooser
{
    public static Replica? Choose(Replica[] replicas, Replica? except = null)
    {
        Replica? best = null;
        int least = int.MaxValue, equals = 0;
        foreach (var replica in replicas)
        {
            var outstanding = replica.Outstanding;
            if (replica == except || outstanding > least)
            {
                continue;
            }

            equals = outstanding < least ? 1 : equals + 1;
            if (equals == 1 || Random.Shared.Next(equals) == 0)
            {
                (best, least) = (replica, outstanding);
            }
        }

        return best;
    }
}
