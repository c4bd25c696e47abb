using System.Text;

namespace Modelyard.Storage.Tests;

/// <summary>A test over one store of its own, whatever database it is in.</summary>
public abstract class StoreTests(StoreSource source) : IAsyncLifetime
{
    protected const string Things = "things";

    private IResourceStore? _store;

    protected StoreSource Source => source;

    protected IResourceStore Store => _store!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _store = await source.OpenNewAsync();

    public async ValueTask DisposeAsync()
    {
        await (_store?.DisposeAsync() ?? default);
        await source.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static ResourceKey Key(string name, string ns = "demo", string collection = Things) => new(collection, ns, name);

    protected static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    protected static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
