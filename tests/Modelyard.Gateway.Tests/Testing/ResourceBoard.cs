using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Gateway.Tests.Testing;

/// <summary>An API server reduced to what the gateway asks of one: list and watch of what the test puts there. Can be taken away.</summary>
internal sealed class ResourceBoard : IResourceClient
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(Type, NamespacedName), Resource> _items = [];
    private readonly List<Channel<(WatchEventType Type, Resource Object)>> _watches = [];
    private long _revision;
    private bool _away;

    /// <summary>What was listed and watched.</summary>
    public ConcurrentQueue<(Type Kind, ListOptions Options)> Asked { get; } = new();

    public void Put(Resource resource)
    {
        lock (_gate)
        {
            resource.Metadata.ResourceVersion = (++_revision).ToString(CultureInfo.InvariantCulture);
            var key = (resource.GetType(), NamespacedName.Of(resource));
            var type = _items.ContainsKey(key) ? WatchEventType.Modified : WatchEventType.Added;
            _items[key] = resource;
            Tell(type, resource);
        }
    }

    public void Remove(Resource resource)
    {
        lock (_gate)
        {
            _revision++;
            _items.Remove((resource.GetType(), NamespacedName.Of(resource)));
            Tell(WatchEventType.Deleted, resource);
        }
    }

    /// <summary>Breaks every watch, and answers nothing from now on.</summary>
    public void GoAway()
    {
        lock (_gate)
        {
            _away = true;
            _watches.ForEach(w => w.Writer.TryComplete(new HttpRequestException("the API server is away")));
            _watches.Clear();
        }
    }

    public Task<ResourceList<T>> ListAsync<T>(ListOptions options, CancellationToken cancellationToken)
        where T : Resource
    {
        Asked.Enqueue((typeof(T), options));
        lock (_gate)
        {
            return _away
                ? Task.FromException<ResourceList<T>>(new HttpRequestException("the API server is away"))
                : Task.FromResult(new ResourceList<T>
                {
                    Items = [.. _items.Values.OfType<T>().Where(i => IsMeant(i, options))],
                    Metadata = new ListMeta { ResourceVersion = _revision.ToString(CultureInfo.InvariantCulture) },
                });
        }
    }

    public async IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(ListOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : Resource
    {
        Asked.Enqueue((typeof(T), options));
        var watch = Channel.CreateUnbounded<(WatchEventType Type, Resource Object)>();
        lock (_gate)
        {
            if (_away)
            {
                throw new HttpRequestException("the API server is away");
            }

            var since = long.Parse(options.ResourceVersion!, CultureInfo.InvariantCulture);
            foreach (var missed in _items.Values.Where(i => long.Parse(i.Metadata.ResourceVersion!, CultureInfo.InvariantCulture) > since))
            {
                watch.Writer.TryWrite((WatchEventType.Modified, missed));
            }

            _watches.Add(watch);
        }

        await foreach (var (type, item) in watch.Reader.ReadAllAsync(cancellationToken))
        {
            if (item is T typed && IsMeant(typed, options))
            {
                yield return new WatchEvent<T>(type, typed);
            }
        }
    }

    public Task<T> GetAsync<T>(NamespacedName name, CancellationToken cancellationToken)
        where T : Resource => throw NotAsked();

    public Task<T> CreateAsync<T>(T resource, CancellationToken cancellationToken)
        where T : Resource => throw NotAsked();

    public Task<T> UpdateAsync<T>(T resource, CancellationToken cancellationToken)
        where T : Resource => throw NotAsked();

    public Task<T> UpdateStatusAsync<T>(T resource, CancellationToken cancellationToken)
        where T : Resource => throw NotAsked();

    public Task<T> PatchAsync<T>(NamespacedName name, Patch patch, CancellationToken cancellationToken, string? subresource = null)
        where T : Resource => throw NotAsked();

    public Task DeleteAsync<T>(NamespacedName name, DeleteOptions options, CancellationToken cancellationToken)
        where T : Resource => throw NotAsked();

    private static bool IsMeant(Resource resource, ListOptions options) =>
        (options.Namespace is null || resource.Metadata.Namespace == options.Namespace)
        && (options.FieldSelector is null || options.FieldSelector == $"metadata.name={resource.Metadata.Name}");

    private static InvalidOperationException NotAsked() => new("The gateway only reads.");

    private void Tell(WatchEventType type, Resource resource) => _watches.ForEach(w => w.Writer.TryWrite((type, resource)));
}
