using System.IO.Pipelines;
using System.Net;

namespace Modelyard.Tests.ApiServer;

public sealed class RequestsInFlightTests
{
    private const string Path = "/api/v1/namespaces/default/configmaps";

    [Fact]
    public async Task Request_BeyondWhatIsWorkedOnAndWaits_IsRefusedAndMayComeAgain()
    {
        await using var api = new StandaloneApi(maxRequestsInFlight: 1);
        await api.PostAsync(Path, Objects.ConfigMap("a"));
        var json = System.Text.Encoding.UTF8.GetBytes(Objects.ConfigMap("b").ToJsonString());
        // A write to this pipe ends when its reader has taken all: by then the request has its turn.
        var body = new Pipe(new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1));
        var slow = api.Client.PostAsync(Path, Json(body.Reader));
        await body.Writer.WriteAsync(json.AsMemory(..1));

        Task<Reply>[] others = [api.GetAsync(Path), api.GetAsync(Path)];
        var first = await Task.WhenAny(others);
        var refused = await first;
        (refused.Code, refused.Reason, refused.Message).ShouldBe((429, "TooManyRequests", "too many requests, please try again later"));
        refused.Response.Headers.RetryAfter.ShouldNotBeNull().Delta.ShouldBe(TimeSpan.FromSeconds(1));
        var waiting = others.Single(o => o != first);
        (slow.IsCompleted, waiting.IsCompleted).ShouldBe((false, false));

        await body.Writer.WriteAsync(json.AsMemory(1..));
        await body.Writer.CompleteAsync();
        (await slow).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await waiting).Body["items"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Watches_StayOpenWithoutTakingATurn()
    {
        await using var api = new StandaloneApi(maxRequestsInFlight: 1);
        await api.PostAsync(Path, Objects.ConfigMap("a"));
        await using var first = await WatchReader.OpenAsync(api.Client, $"{Path}?watch=true");
        await using var second = await WatchReader.OpenAsync(api.Client, $"{Path}?watch=true");
        (await first.NextAsync()).Text("object.metadata.name").ShouldBe("a");
        (await second.NextAsync()).Text("object.metadata.name").ShouldBe("a");
        (await api.GetAsync(Path)).Code.ShouldBe(200);
    }

    private static StreamContent Json(PipeReader reader)
    {
        var content = new StreamContent(reader.AsStream());
        content.Headers.ContentType = new("application/json");
        return content;
    }
}
