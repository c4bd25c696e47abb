using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Tests.Client;

/// <summary>An API that answers lists and watches as told, for what a healthy server will not do on demand.</summary>
internal sealed class ScriptedClient : IResourceClient
{
    private readonly Channel<object> _script = Channel.CreateUnbounded<object>();

    public Queue<ResourceList<Widget>> Lists { get; } = new();

    public List<string?> WatchedFrom { get; } = [];

    public List<TimeSpan?> Timeouts { get; } = [];

    public void Send(WatchEventType type, Widget widget) => _script.Writer.TryWrite(new WatchEvent<Widget>(type, widget));

    /// <summary>Ends the current watch with a failure.</summary>
    public void Fail(Exception exception) => _script.Writer.TryWrite(exception);

    /// <summary>Ends the current watch as a server does after its time.</summary>
    public void EndWatch() => _script.Writer.TryWrite(true);

    public Task<ResourceList<T>> ListAsync<T>(ListOptions options, CancellationToken cancellationToken)
        where T : Resource =>
        Lists.TryDequeue(out var list)
            ? Task.FromResult((ResourceList<T>)(object)list)
            : Task.FromException<ResourceList<T>>(new HttpRequestException("no further list in the script"));

    public async IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(ListOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : Resource
    {
        Timeouts.Add(options.Timeout);
        WatchedFrom.Add(options.ResourceVersion);
        while (await _script.Reader.ReadAsync(cancellationToken) is var step)
        {
            switch (step)
            {
                case Exception e:
                    throw e;
                case WatchEvent<T> change:
                    yield return change;
                    break;
                default:
                    yield break;
            }
        }
    }

    public Task<T> GetAsync<T>(NamespacedName name, CancellationToken cancellationToken)
        where T : Resource => throw new NotSupportedException();

    public Task<T> CreateAsync<T>(T resource, CancellationToken cancellationToken)
        where T : Resource => throw new NotSupportedException();

    public Task<T> UpdateAsync<T>(T resource, CancellationToken cancellationToken)
        where T : Resource => throw new NotSupportedException();

    public Task<T> UpdateStatusAsync<T>(T resource, CancellationToken cancellationToken)
        where T : Resource => throw new NotSupportedException();

    public Task<T> PatchAsync<T>(NamespacedName name, Patch patch, CancellationToken cancellationToken, string? subresource = null)
        where T : Resource => throw new NotSupportedException();

    public Task DeleteAsync<T>(NamespacedName name, DeleteOptions options, CancellationToken cancellationToken)
        where T : Resource => throw new NotSupportedException();
}

/// <summary>A kind of the tests' own.</summary>
[Kind("test.modelyard.dev", "v1", "Widget", "widgets", ResourceScope.Namespaced)]
internal sealed class Widget : Resource
{
    public static Widget At(string name, int revision) =>
        new() { Metadata = { Name = name, Namespace = "shop", ResourceVersion = revision.ToString(), Uid = name } };

    public static ResourceList<Widget> List(int revision, params Widget[] items) =>
        new() { Items = [.. items], Metadata = { ResourceVersion = revision.ToString() } };
}
