using Modelyard.Api;
using Modelyard.Library;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.Library;

public sealed class ContentCheckTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [ControllerFact]
    public async Task Content_ThatIsLost_IsNamed_AndHadAgainOnRequest()
    {
        await using var library = await LibraryEnvironment.StartAsync();
        await SubmitAsync(library);
        (await AskAsync(library)).Intact.ShouldBe(true);
        library.LoseContent();

        var lost = await AskAsync(library);
        (lost.Intact, lost.Broken!.ShouldHaveSingleItem().Path, lost.Broken![0].Problem).ShouldBe((false, "model.safetensors", "is missing"));

        (await AskAsync(library, repair: true)).Intact.ShouldBe(true);
        (await AskAsync(library)).Broken.ShouldBeNull();
    }

    [ControllerFact]
    public async Task Content_WhoseSourceHasChanged_IsNotReplacedByOther()
    {
        await using var library = await LibraryEnvironment.StartAsync();
        await SubmitAsync(library);
        library.LoseContent();
        library.Offer("atlas/model.safetensors", [.. SafetensorsBytes.Of()[..^1], 9]);

        var answer = await AskAsync(library, repair: true);

        answer.Intact.ShouldBe(false);
        answer.Message!.ShouldContain("the source has changed");
    }

    [ControllerFact]
    public async Task Version_ThatIsNotThere_CannotBeChecked()
    {
        await using var library = await LibraryEnvironment.StartAsync();

        (await Should.ThrowAsync<RepositoryException>(() => AskAsync(library))).Message.ShouldContain("has no version atlas-1.2");
    }

    private static async Task SubmitAsync(LibraryEnvironment library)
    {
        await library.SubmitAsync("atlas", "1.2", library.Offer("atlas/model.safetensors", SafetensorsBytes.Of()));
        await library.UntilAsync("atlas-1.2", "PendingApproval");
    }

    private static Task<ContentReviewStatus> AskAsync(LibraryEnvironment library, bool repair = false) =>
        library.Part<ContentCheck>().AnswerAsync(new ContentReviewSpec { Version = "atlas-1.2", Repair = repair }, LibraryEnvironment.Project, Cancelled);
}
