using Modelyard.Client;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.Client;

public sealed class ResourceCatalogTests
{
    [ControllerFact]
    public async Task Catalog_KnowsEveryKindInEveryVersion()
    {
        await using var api = await ApiEnvironment.StartAsync();

        var catalog = await ResourceCatalog.LoadAsync(api.Connect(), TestContext.Current.CancellationToken);

        catalog.Find("isvc").Single().Version.ShouldBe("v1beta1");
        catalog.Find("clusterservingruntimes").Single().Version.ShouldBe("v1alpha1", "its group prefers a version that does not have it");
        catalog.Find("serving.kserve.io/v1alpha1", "ServingRuntime").ShouldNotBeNull();
        catalog.Find("serving.kserve.io/v1alpha1", "InferenceService").ShouldBeNull();
        catalog.Types.Select(t => t.QualifiedName).ShouldBeUnique();
    }
}
