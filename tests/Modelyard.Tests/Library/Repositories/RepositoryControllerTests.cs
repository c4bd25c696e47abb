using Microsoft.Extensions.DependencyInjection;
using Modelyard.Api;
using Modelyard.Artifacts;
using Modelyard.Client;
using Modelyard.Library;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.Library.Repositories;

/// <summary>When sources are looked through.</summary>
public sealed class RepositoryControllerTests
{
    [ControllerFact]
    public async Task Source_ThatAsksToBeLeftAlone_IsForAsLong()
    {
        var pause = TimeSpan.FromMinutes(30);
        var catalog = new ScriptedCatalog { Unavailable = new FetchException(FetchFailure.RateLimited, "the source is asked too often.", retryAfter: pause) };
        await using var library = await LibraryEnvironment.StartAsync(services => services.AddSingleton(
            p => new RepositoryPlanner(p.GetRequiredService<IResourceClient>(), (_, _) => catalog, p.GetRequiredService<TimeProvider>())));
        var asked = library.Time.GetUtcNow();

        await library.Client.CreateAsync(
            new ModelRepository
            {
                Metadata = new ObjectMeta { Namespace = LibraryEnvironment.Project, Name = "busy" },
                Spec = new ModelRepositorySpec { Source = new ModelSource { Url = "oci://registry.example" }, Schedule = "0 3 * * *" },
            },
            TestContext.Current.CancellationToken);

        var repository = await library.Client.UntilAsync<ModelRepository>(LibraryEnvironment.Key("busy"), r => r.Status?.Conditions?.Find(c => c.Type == "Ready")?.Reason == "RateLimited");
        (repository.Status!.NextSyncTime!.Value - asked).ShouldBe(pause, TimeSpan.FromSeconds(1));
    }
}
