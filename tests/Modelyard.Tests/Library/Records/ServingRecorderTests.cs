using Modelyard.Api;
using Modelyard.Client;
using Modelyard.Library;
using Modelyard.Tests.Node;
using Modelyard.Tests.Serving;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.Library.Records;

public sealed class ServingRecorderTests
{
    private static readonly NamespacedName Service = new(NodeEnvironment.Namespace, "atlas");

    [ControllerFact]
    public async Task Record_IsWrittenWhenAModelRuns_AndAgainWhenItRunsNoMore_AlsoIfNobodyWatchedThen()
    {
        await using var node = await ServingEnvironment.StartAsync(withLedger: true, configure: services =>
        {
            services.AddInformer<ModelVersion>();
            services.AddInformer<Pod>();
            services.AddInformer<InferenceService>();
            services.AddLeaderService<ServingRecorder>();
        });
        await node.CreateRuntimeAsync();
        await node.DeployAsync("atlas");
        var first = await RecordAsync(node, r => r.Models is [_]);
        (first.Service, first.Deployment, first.Until).ShouldBe(("atlas", "atlas", null));
        first.Models!.Single().Uri.ShouldStartWith("file://");

        await node.StopNodeAsync();
        await node.Client.DeleteAsync<ModelDeployment>(Service, DeleteOptions.Default, TestContext.Current.CancellationToken);
        await node.StartNodeAsync();

        (await RecordAsync(node, r => r.Models is null or [])).Until.ShouldBeNull();
        (await node.Client.GetAsync<ServingRecord>(NamespacedName.Of(first), TestContext.Current.CancellationToken)).Until.ShouldNotBeNull();
    }

    [Fact]
    public void Models_AreThoseOfRunningPods_EachOnceWithItsStanding()
    {
        var version = Versions.New("acme/atlas:1.2");
        version.Metadata.Labels = new() { [LibraryNames.StageLabel] = "production" };
        version.Status!.Decisions = [new RecordedDecision { By = "ann", Decision = "Approve" }];
        Pod[] pods = [PodOf("atlas", "acme/atlas:1.2"), PodOf("atlas", "acme/atlas:1.2"), PodOf("atlas", "acme/atlas:1.1", "Pending"), PodOf("other", "acme/atlas:1.1"), PodOf("atlas", "acme/atlas:1.0")];

        var models = RunningModels.Of(Service, pods, key => key.Name == version.Metadata.Name ? version : null);

        models.Select(m => (m.Version, m.Stage, m.Phase, m.Decisions?.Single().By)).ShouldBe([("acme/atlas:1.0", null, null, null), ("acme/atlas:1.2", "production", "Approved", "ann")]);
    }

    private static Pod PodOf(string service, string version, string phase = "Running") => new()
    {
        Metadata = new ObjectMeta
        {
            Namespace = Service.Namespace,
            Labels = new() { [ServingNames.InferenceServiceLabel] = service },
            Annotations = new() { [LibraryNames.VersionAnnotation] = version, [LibraryNames.DigestAnnotation] = Versions.DigestOf(version) },
        },
        Status = new PodStatus { Phase = phase },
    };

    private static async Task<ServingRecord> RecordAsync(NodeEnvironment node, Func<ServingRecord, bool> isMeant)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            // What a ledger has cannot be watched.
            var records = await node.Client.ListAsync<ServingRecord>(new ListOptions { Namespace = Service.Namespace, FieldSelector = "until=" }, patience.Token);
            if (records.Items.SingleOrDefault() is { } record && isMeant(record))
            {
                return record;
            }

            await Task.Delay(20, patience.Token);
        }
    }
}
