using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Modelyard.Api;
using Modelyard.Artifacts;
using Modelyard.Client;
using Modelyard.Library;
using Modelyard.Tests.Library.Policy;

namespace Modelyard.Tests.Library.Repositories;

/// <summary>What becomes of what the rules take, beside what the project has already.</summary>
public sealed class LibraryWriterTests(LibraryServer server) : IClassFixture<LibraryServer>
{
    [Fact]
    public async Task Selected_ComesIn_Once_AndIsLabelled()
    {
        var project = await server.ProjectAsync();
        var repository = Repository(project);

        (await BringInAsync(repository, Candidate("acme/atlas", "1.2"))).Problems.ShouldBeEmpty();
        (await BringInAsync(repository, Candidate("acme/atlas", "1.2"))).Problems.ShouldBeEmpty();

        var version = await server.Client.GetAsync<ModelVersion>(new NamespacedName(project, "atlas-1.2"), CancellationToken.None);
        version.Spec.Source!.Uri.ShouldBe("oci://registry.example/acme/atlas@sha256:1.2");
        version.Metadata.Labels![LibraryNames.ModelLabel].ShouldBe("atlas");
        version.Metadata.Labels[LibraryNames.RepositoryLabel].ShouldBe("trusted");
    }

    [Fact]
    public async Task TwoOfOneName_AreToldApart_AndTheSecondIsReported()
    {
        var repository = Repository(await server.ProjectAsync());

        var intake = await BringInAsync(repository, Candidate("acme/atlas", "1.2"), Candidate("other/atlas", "1.2"), Candidate("acme/atlas", "1-2"), Candidate("acme/atlas", "1_2"));

        intake.Problems.Select(p => (p.Repository, p.Version, p.Reason)).ShouldBe([("other/atlas", "1.2", "NameTaken"), ("acme/atlas", "1_2", "NameTaken")]);
        intake.Problems[0].Message!.ShouldContain("as acme/atlas:1.2 is: set spec.naming to FullPath");
    }

    [Fact]
    public async Task VersionOfAnotherRepository_IsNotTakenOver_ButReported()
    {
        var project = await server.ProjectAsync();
        await BringInAsync(Repository(project), Candidate("acme/atlas", "1.2"));

        var intake = await BringInAsync(Repository(project, "second"), Candidate("acme/atlas", "1.2"));

        intake.Problems.Single().Message!.ShouldContain($"the project has {project}/atlas:1.2 already, from trusted");
    }

    [Fact]
    public async Task TagThatMoved_IsReported_AndTheVersionStaysWhatItWas()
    {
        var repository = Repository(await server.ProjectAsync());
        await BringInAsync(repository, Candidate("acme/atlas", "1.2"));

        var intake = await BringInAsync(repository, Candidate("acme/atlas", "1.2") with { Uri = "oci://registry.example/acme/atlas@sha256:other" });

        intake.Problems.Single().ShouldSatisfyAllConditions(
            p => p.Reason.ShouldBe("TagMoved"),
            p => p.Message!.ShouldContain("it came in as oci://registry.example/acme/atlas@sha256:1.2 and is oci://registry.example/acme/atlas@sha256:other at its source now"));
    }

    [Fact]
    public async Task FolderThatIsChanged_IsReported()
    {
        var repository = Repository(await server.ProjectAsync());
        var folder = Candidate("atlas", "1.2") with { Uri = "file:///models/atlas/1.2", Revision = "one" };
        await BringInAsync(repository, folder);

        (await BringInAsync(repository, folder)).Problems.ShouldBeEmpty();
        (await BringInAsync(repository, folder with { Revision = "two" })).Problems.Single().ShouldSatisfyAllConditions(
            p => p.Reason.ShouldBe("TagMoved"),
            p => p.Message!.ShouldContain("its source lists other files, sizes or times at file:///models/atlas/1.2 than when it came in"));
    }

    [Fact]
    public async Task Offer_FetchesNothing_AndSaysWhatCanBeTaken()
    {
        var project = await server.ProjectAsync();
        var repository = Repository(project);
        repository.Spec.Sync = "Offer";

        var intake = await BringInAsync(repository, Candidate("acme/atlas", "1.2"));

        intake.Offered.Single().ShouldSatisfyAllConditions(o => o.Model.ShouldBe("atlas"), o => o.Version.ShouldBe("1.2"), o => o.Uri.ShouldBe("oci://registry.example/acme/atlas@sha256:1.2"));
        (await server.Client.TryGetAsync<ModelVersion>(new NamespacedName(project, "atlas-1.2"), CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Remove_LeavesWhatRuns()
    {
        var project = await server.ProjectAsync();
        var repository = Repository(project);
        repository.Spec.OnDelete = "Remove";
        await BringInAsync(repository, Candidate("acme/atlas", "1.1"), Candidate("acme/atlas", "1.2"));
        var running = await server.Client.GetAsync<ModelVersion>(new NamespacedName(project, "atlas-1.2"), CancellationToken.None);
        await server.PutAsync(running, "Approved", "sha256:aa");
        await server.Client.CreateAsync(LibraryServer.Deployment(project, "atlas:1.2"), CancellationToken.None);

        await WithWriterAsync(writer => writer.LetGoAsync(repository, [], CancellationToken.None));

        (await server.Client.ListAsync<ModelVersion>(new ListOptions { Namespace = project }, CancellationToken.None)).Items.Select(v => v.Spec.Version).ShouldBe(["1.2"]);
    }

    [Fact]
    public async Task Deprecate_LeavesWhatIsRetiredRetired()
    {
        var project = await server.ProjectAsync();
        var repository = Repository(project);
        repository.Spec.OnDelete = "Deprecate";
        await BringInAsync(repository, Candidate("acme/atlas", "1.1"), Candidate("acme/atlas", "1.2"));
        var retired = new JsonObject { ["metadata"] = new JsonObject { ["labels"] = new JsonObject { [LibraryNames.StageLabel] = LibraryNames.Retired } } };
        await server.Client.PatchAsync<ModelVersion>(new NamespacedName(project, "atlas-1.1"), Patch.Merge(retired), CancellationToken.None);

        await WithWriterAsync(writer => writer.LetGoAsync(repository, [], CancellationToken.None));

        var versions = await server.Client.ListAsync<ModelVersion>(new ListOptions { Namespace = project }, CancellationToken.None);
        versions.Items.OrderBy(v => v.Spec.Version, StringComparer.Ordinal).Select(LibraryNames.StageOf).ShouldBe([LibraryNames.Retired, LibraryNames.Deprecated]);
    }

    [Fact]
    public async Task VersionThatItsSourceRefusesToDescribe_IsNotGone()
    {
        var project = await server.ProjectAsync();
        var repository = Repository(project);
        (repository.Spec.OnDelete, repository.Spec.Source, repository.Spec.Rules) = ("Remove", new ModelSource { Url = "oci://registry.example" }, [new RepositoryRule()]);
        await BringInAsync(repository, Candidate("acme/atlas", "1.1"), Candidate("acme/atlas", "1.2"));
        var catalog = new ScriptedCatalog(Candidate("acme/atlas", "1.1"), Candidate("acme/atlas", "1.2"));
        catalog.Refusals["1.1"] = FetchFailure.NotFound;
        catalog.Refusals["1.2"] = FetchFailure.Unauthorized;

        var outcomes = await new RepositoryPlanner(server.Client, (_, _) => catalog, TimeProvider.System).PlanAsync(repository.Spec, project, CancellationToken.None);
        List<RepositoryProblem> problems = [];
        await WithWriterAsync(async writer =>
        {
            problems.AddRange(writer.Refused(repository, outcomes));
            await writer.LetGoAsync(repository, outcomes.Where(o => o.IsIncluded || o.IsUndecided), CancellationToken.None);
        });

        outcomes.ShouldAllBe(o => !o.IsIncluded);
        problems.Single().ShouldSatisfyAllConditions(p => p.Reason.ShouldBe("NotDescribed"), p => p.Message!.ShouldContain("the token has expired"));
        (await server.Client.ListAsync<ModelVersion>(new ListOptions { Namespace = project }, CancellationToken.None)).Items.Select(v => v.Spec.Version).ShouldBe(["1.2"]);
    }

    private static ModelRepository Repository(string project, string name = "trusted") =>
        new() { Metadata = new ObjectMeta { Namespace = project, Name = name }, Spec = new ModelRepositorySpec() };

    private static SourceCandidate Candidate(string repository, string version) =>
        new(repository, version, $"oci://registry.example/{repository}@sha256:{version}");

    private async Task<Intake> BringInAsync(ModelRepository repository, params SourceCandidate[] candidates)
    {
        Intake? intake = null;
        await WithWriterAsync(async writer => intake = await writer.BringInAsync(repository, [.. candidates.Select(c => new RuleOutcome(c, true, 1, []))], CancellationToken.None));
        return intake!;
    }

    private async Task WithWriterAsync(Func<LibraryWriter, Task> use)
    {
        var informer = new Informer<ModelVersion>(server.Client, ListOptions.All, TimeProvider.System, NullLogger<Informer<ModelVersion>>.Instance);
        using var stop = new CancellationTokenSource();
        var running = informer.RunAsync(stop.Token);
        await informer.WaitForSyncAsync(CancellationToken.None);
        await use(new LibraryWriter(server.Client, informer));
        await stop.CancelAsync();
        await running;
    }
}
