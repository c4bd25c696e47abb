using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Modelyard.Artifacts;

/// <summary>
/// Servers that say beforehand how many requests they still take are not asked beyond that: the next request waits until they take some
/// again. Understood are the fields of the IETF's draft in its forms so far: <c>RateLimit: "api";r=0;t=30</c> and
/// <c>RateLimit-Remaining</c> with <c>RateLimit-Reset</c>, also with an X before.
/// </summary>
internal sealed partial class RateLimits(TimeSpan longestPause, TimeProvider time)
{
    private const long EpochFrom = 1_000_000_000;
    private readonly ConcurrentDictionary<string, DateTimeOffset> _until = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="FetchException">The pause would be longer than anybody waits.</exception>
    internal async Task WaitAsync(string server, CancellationToken cancellationToken)
    {
        if (!_until.TryGetValue(server, out var until))
        {
            return;
        }

        var pause = until - time.GetUtcNow();
        if (pause > longestPause)
        {
            throw new FetchException(FetchFailure.RateLimited,
                $"{server} takes no more requests for {Math.Ceiling(pause.TotalMinutes):0} minutes, as it has said.", retryAfter: pause);
        }

        if (pause > TimeSpan.Zero)
        {
            await Task.Delay(pause, time, cancellationToken);
        }

        _until.TryRemove(new(server, until));
    }

    internal void Heed(string server, HttpResponseMessage response)
    {
        // A refusal is answered by whoever asked, with a pause of his own.
        if ((int)response.StatusCode != 429 && Pause(response, time.GetUtcNow()) is { } pause && pause > TimeSpan.Zero)
        {
            _until[server] = time.GetUtcNow() + pause;
        }
    }

    /// <summary>How long there is nothing left to ask for; null when there is, or nothing is said.</summary>
    internal static TimeSpan? Pause(HttpResponseMessage response, DateTimeOffset now)
    {
        if (Header(response, "RateLimit") is { } limits)
        {
            var pauses = limits.Split(',').Where(l => Number(Remaining().Match(l)) == 0).Select(l => Number(Reset().Match(l)) ?? 0).ToList();
            return pauses.Count == 0 ? null : TimeSpan.FromSeconds(pauses.Max());
        }

        foreach (var prefix in new[] { "RateLimit-", "X-RateLimit-" })
        {
            if (Number(First().Match(Header(response, prefix + "Remaining") ?? "")) == 0
                && Number(First().Match(Header(response, prefix + "Reset") ?? "")) is { } reset)
            {
                return reset >= EpochFrom ? DateTimeOffset.FromUnixTimeSeconds(reset) - now : TimeSpan.FromSeconds(reset);
            }
        }

        return null;
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;

    private static long? Number(Match match) =>
        match.Success && long.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= uint.MaxValue
            ? value
            : null;

    [GeneratedRegex(@";\s*r=(\d+)")]
    private static partial Regex Remaining();

    [GeneratedRegex(@";\s*t=(\d+)")]
    private static partial Regex Reset();

    [GeneratedRegex(@"^\s*(\d+)")]
    private static partial Regex First();
}
