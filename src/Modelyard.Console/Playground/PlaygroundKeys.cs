using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.WebConsole;

/// <summary>
/// The keys that sessions call models with, one for each project: made in the person's name and with the person's rights, known to nobody, kept in memory,
/// and gone with the session. They end by themselves, should nobody be left to revoke them.
/// </summary>
internal sealed partial class PlaygroundKeys(ApiTransport transport, IResourceClient api, TimeProvider time, ILogger<PlaygroundKeys> logger)
{
    /// <summary>The label that tells these keys from those that people made, with the session's name.</summary>
    public const string Label = "modelyard.dev/console-session";

    private static readonly TimeSpan Life = TimeSpan.FromHours(1);
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<(string Session, string Project), Entry> _keys = new();

    /// <summary>The sessions that have keys.</summary>
    public IReadOnlyCollection<ConsoleSession> Sessions => [.. _keys.Values.Select(e => e.Session).DistinctBy(s => s.Name)];

    /// <summary>The secret of the session's key in a project.</summary>
    /// <exception cref="RefusedException">The person may not have one there.</exception>
    public async Task<string> GetAsync(HttpContext http, ConsoleSession session, string project, CancellationToken cancellationToken)
    {
        var place = (session.Name, project);
        while (true)
        {
            // Made for whoever waits, not for the first who asked and may have gone.
            var entry = _keys.GetOrAdd(place, _ => new Entry(session, new Lazy<Task<PlaygroundKey>>(() => CreateAsync(http, session, project))));
            try
            {
                var key = await entry.Key.Value.WaitAsync(cancellationToken);
                if (key.Expires - time.GetUtcNow() > Least)
                {
                    return key.Secret;
                }

                // Somebody may have been given the old one just now: it is left to end by itself.
                _keys.TryRemove(KeyValuePair.Create(place, entry));
            }
            catch when (entry.Key.Value is { IsCompleted: true, IsCompletedSuccessfully: false })
            {
                _keys.TryRemove(KeyValuePair.Create(place, entry));
                throw;
            }
        }
    }

    /// <summary>Has another key made the next time, where this is still the one: it is not taken any more.</summary>
    public async Task ForgetAsync(ConsoleSession session, string project, string? secret)
    {
        var place = (session.Name, project);
        if (_keys.TryGetValue(place, out var entry) && entry.Key.Value.IsCompletedSuccessfully && (await entry.Key.Value).Secret == secret)
        {
            _keys.TryRemove(KeyValuePair.Create(place, entry));
        }
    }

    /// <summary>Revokes the keys of a session.</summary>
    public async Task RevokeAsync(string session, CancellationToken cancellationToken)
    {
        foreach (var (place, entry) in _keys.Where(k => k.Key.Session == session))
        {
            if (_keys.TryRemove(KeyValuePair.Create(place, entry)))
            {
                await RevokeAsync(place.Project, entry.Key.Value, cancellationToken);
            }
        }
    }

    private async Task RevokeAsync(string project, Task<PlaygroundKey> made, CancellationToken cancellationToken)
    {
        try
        {
            var key = await made;

            // In the console's own name: the person may have lost the right to, which is no reason for a key to stay.
            await api.DeleteIfExistsAsync<ApiKey>(new NamespacedName(project, key.Name), DeleteOptions.Default, cancellationToken);
        }
        catch (Exception e) when (e is StatusException or RefusedException or HttpRequestException)
        {
            Log.NotRevoked(logger, project, e.Message);
        }
    }

    private async Task<PlaygroundKey> CreateAsync(HttpContext http, ConsoleSession session, string project)
    {
        var expires = time.GetUtcNow() + Life;
        try
        {
            var key = await transport.CreateAsync(
                new ApiKey
                {
                    Metadata = { GenerateName = "console-", Namespace = project, Labels = new() { [Label] = session.Name } },
                    Spec = { User = session.User, ExpiresAt = expires },
                },
                session,
                http,
                CancellationToken.None);
            return new PlaygroundKey(key.Metadata.Name!, key.Status!.Secret!, expires);
        }
        catch (StatusException e) when (e.IsForbidden)
        {
            throw Refusal.Forbidden(
                $"You may not make API keys in the project \"{project}\", so there is none to call its models with: your roles there lack the right to create apikeys "
                + "of ledger.modelyard.dev. Ask somebody who administers the project for it, or use a key that you were given.");
        }
    }

    private sealed record Entry(ConsoleSession Session, Lazy<Task<PlaygroundKey>> Key);

    private sealed record PlaygroundKey(string Name, string Secret, DateTimeOffset Expires);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "a key of the console in {Project} could not be revoked, and ends by itself within the hour: {Reason}")]
        public static partial void NotRevoked(ILogger logger, string project, string reason);
    }
}
