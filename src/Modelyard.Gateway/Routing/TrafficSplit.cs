namespace Modelyard.Gateway;

/// <summary>Chooses which of an endpoint's deployments answers a call.</summary>
internal static class TrafficSplit
{
    /// <param name="shares">All there are.</param>
    /// <param name="permits">Which of them the caller may use.</param>
    /// <param name="place">Where the call falls, from 0 up to and without 1: random, or from its session.</param>
    /// <remarks>
    /// By weight among those that can answer; when none can, by weight among all, so that the caller hears what is awaited. A session stays
    /// where it is for as long as the deployments that can answer and their weights stay.
    /// </remarks>
    public static ServedModel? Choose(ReadOnlySpan<TrafficShareModel> shares, Func<ServedModel, bool> permits, double place) =>
        Among(shares, m => m.Replicas.Length > 0 && permits(m), place) ?? Among(shares, permits, place);

    private static ServedModel? Among(ReadOnlySpan<TrafficShareModel> shares, Func<ServedModel, bool> eligible, double place)
    {
        long total = 0;
        foreach (var share in shares)
        {
            total += eligible(share.Model) ? share.Weight : 0;
        }

        var at = (long)(place * total);
        foreach (var share in shares)
        {
            if (!eligible(share.Model))
            {
                continue;
            }

            at -= share.Weight;
            if (at < 0)
            {
                return share.Model;
            }
        }

        return null;
    }
}
