using System.Reflection;
using System.Text.Json;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Tests.Testing;

internal static class ResourceWaits
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Follows one object until it is as wanted, without sleeping; the failure shows what it was like last.</summary>
    public static async Task<T> UntilAsync<T>(this IResourceClient client, NamespacedName name, Func<T, bool> wanted, TimeSpan? patience = null)
        where T : Resource
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(patience ?? Patience);
        T? last = null;
        try
        {
            var isNamespaced = typeof(T).GetCustomAttribute<KindAttribute>()!.Scope == ResourceScope.Namespaced;
            var options = new ListOptions { Namespace = isNamespaced ? name.Namespace : null, FieldSelector = $"metadata.name={name.Name}" };
            var list = await client.ListAsync<T>(options, timeout.Token);
            last = list.Items.FirstOrDefault();
            if (last is not null && wanted(last))
            {
                return last;
            }

            await foreach (var change in client.WatchAsync<T>(options with { ResourceVersion = list.Metadata.ResourceVersion }, timeout.Token))
            {
                if (change.Type is WatchEventType.Added or WatchEventType.Modified && wanted(last = change.Object))
                {
                    return last;
                }
            }
        }
        catch (OperationCanceledException)
        {
        }

        throw new TimeoutException($"{typeof(T).Name} {name} did not become as wanted. Last: {JsonSerializer.Serialize(last, ApiJson.Options)}");
    }
}
