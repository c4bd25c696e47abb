using Microsoft.Extensions.Logging;
using Modelyard.Api;

namespace Modelyard.Client;

/// <summary>
/// Local copies of single objects, kept current: those that are asked for by name, and nothing else of their kind is ever read. For Secrets, of
/// which nobody should know more than they need.
/// </summary>
public sealed partial class NamedInformers<T>(IResourceClient client, TimeProvider time, ILogger<Informer<T>> logger) : IAsyncDisposable
    where T : Resource
{
    private readonly Lock _gate = new();
    private readonly Dictionary<NamespacedName, Followed> _followed = [];
    private Action? _subscribers;

    /// <summary>From now on these are followed, and no others.</summary>
    public void Follow(IEnumerable<NamespacedName> names)
    {
        var wanted = names.ToHashSet();
        lock (_gate)
        {
            foreach (var name in _followed.Keys.Where(n => !wanted.Contains(n)).ToList())
            {
                _followed.Remove(name, out var left);
                left!.Stop.Cancel();
            }

            foreach (var name in wanted.Where(n => !_followed.ContainsKey(n)))
            {
                _followed[name] = Start(name);
            }
        }
    }

    /// <summary>Those of them that exist.</summary>
    public IReadOnlyCollection<T> List()
    {
        lock (_gate)
        {
            return [.. _followed.Select(f => f.Value.Informer.Get(f.Key)).OfType<T>()];
        }
    }

    /// <summary>Completes once it is known of all that are followed now whether they exist.</summary>
    public Task WaitForSyncAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.WhenAll(_followed.Values.Select(f => f.Informer.WaitForSyncAsync(cancellationToken)).ToList());
        }
    }

    /// <summary>Calls <paramref name="changed"/> after each change of one of them, until the result is disposed. It must be quick.</summary>
    public IDisposable Subscribe(Action changed)
    {
        lock (_gate)
        {
            _subscribers += changed;
        }

        return new Subscription(this, changed);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        List<Followed> all;
        lock (_gate)
        {
            all = [.. _followed.Values];
            _followed.Clear();
        }

        foreach (var one in all)
        {
            await one.Stop.CancelAsync();
            await one.Run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            one.Stop.Dispose();
        }
    }

    private Followed Start(NamespacedName name)
    {
        var informer = new Informer<T>(client, new ListOptions { Namespace = name.Namespace, FieldSelector = $"metadata.name={name.Name}" }, time, logger);
        informer.Subscribe(_ => _subscribers?.Invoke());
        var stop = new CancellationTokenSource();
        return new Followed(informer, stop, Task.Run(() => RunAsync(name, informer, stop.Token), CancellationToken.None));
    }

    // One object that cannot be read must not end the program, as one that follows a whole kind does.
    private async Task RunAsync(NamespacedName name, Informer<T> informer, CancellationToken cancellationToken)
    {
        for (var failures = 1; !cancellationToken.IsCancellationRequested; failures++)
        {
            try
            {
                await informer.RunAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Log.Failed(logger, typeof(T).Name, name, e);
                await Task.Delay(Backoff.Exponential(failures), time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private sealed record Followed(Informer<T> Informer, CancellationTokenSource Stop, Task Run);

    private sealed class Subscription(NamedInformers<T> owner, Action changed) : IDisposable
    {
        public void Dispose()
        {
            lock (owner._gate)
            {
                owner._subscribers -= changed;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Following {Kind} {Name} failed; it is begun again.")]
        public static partial void Failed(ILogger logger, string kind, NamespacedName name, Exception exception);
    }
}
