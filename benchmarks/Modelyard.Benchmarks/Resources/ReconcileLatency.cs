using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Benchmarks;

/// <summary>A controller, over HTTPS, that marks every ConfigMap it sees: from sending a create until the answer to the controller's patch.</summary>
internal static class ReconcileLatency
{
    private const string Namespace = "reconciled";

    public static async Task<List<double>> MeasureAsync(ServedApi api, int objects)
    {
        using var connection = ApiConnection.Open(Kubeconfig.Load(api.KubeconfigPath).Resolve());
        var client = new ResourceClient(connection);
        using var http = api.CreateClient();
        var maps = new ConfigMaps(http, Namespace);
        await maps.CreateNamespaceAsync();
        using var stop = new CancellationTokenSource();
        var informer = new Informer<ConfigMap>(client, new ListOptions { Namespace = Namespace }, TimeProvider.System, NullLogger<Informer<ConfigMap>>.Instance);
        var following = informer.RunAsync(stop.Token);
        using var controller = new Marker(client, informer);
        await controller.StartAsync(stop.Token);
        await informer.WaitForSyncAsync(stop.Token);
        var times = new List<double>(objects);
        for (var i = 0; i < objects; i++)
        {
            var name = $"object-{i}";
            var done = controller.Expect(name);
            var clock = Stopwatch.StartNew();
            await maps.CreateAsync(name);
            await done;
            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        await controller.StopAsync(CancellationToken.None);
        await stop.CancelAsync();
        await following.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return times;
    }

    private sealed class Marker(ResourceClient client, Informer<ConfigMap> informer) : Controller<ConfigMap>(informer, TimeProvider.System, NullLogger.Instance)
    {
        private readonly ConcurrentDictionary<string, TaskCompletionSource> _expected = new();

        public Task Expect(string name) => _expected.GetOrAdd(name, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

        protected override async Task<ReconcileResult> ReconcileAsync(NamespacedName key, CancellationToken cancellationToken)
        {
            if (_expected.TryRemove(key.Name, out var waiting))
            {
                var mark = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { ["example.org/seen"] = "true" } } };
                await client.PatchAsync<ConfigMap>(key, Patch.Merge(mark), cancellationToken);
                waiting.SetResult();
            }

            return ReconcileResult.Done;
        }
    }
}
