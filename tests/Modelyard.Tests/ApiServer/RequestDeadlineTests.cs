using System.IO.Pipelines;
using System.Net.Http.Headers;

namespace Modelyard.Tests.ApiServer;

public sealed class RequestDeadlineTests
{
    private const string Path = "/api/v1/namespaces/default/configmaps";

    [Theory]
    [InlineData("", 60)]
    [InlineData("?timeout=5s", 5)]
    [InlineData("?timeout=1m30s", 60)]
    [InlineData("?timeout=0s", 60)]
    public async Task Request_ThatIsNotDoneInTime_AnswersTimeout(string query, int seconds)
    {
        await using var api = new StandaloneApi();
        await api.PostAsync(Path, Objects.ConfigMap("a"));

        // A write to this pipe ends when its reader has taken all: by then the clock runs.
        var body = new Pipe(new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1));
        var slow = api.Client.PostAsync(Path + query, new StreamContent(body.Reader.AsStream()) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } });
        await body.Writer.WriteAsync("{"u8.ToArray());
        api.Time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
        slow.IsCompleted.ShouldBeFalse();
        api.Time.Advance(TimeSpan.FromMilliseconds(1));
        var reply = await Reply.ReadAsync(await slow);
        (reply.Code, reply.Reason, reply.Message).ShouldBe((504, "Timeout", "Timeout: request did not complete within the allotted timeout"));
        (await api.GetAsync(Path)).Body["items"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Timeout_ThatIsNoDuration_IsRefused()
    {
        await using var api = new StandaloneApi();
        var reply = await api.GetAsync($"{Path}?timeout=soon");
        (reply.Code, reply.Reason).ShouldBe((400, "BadRequest"));
        reply.Message.ShouldBe("invalid timeout specified in the request URL - \"soon\" is not a duration; write for instance 30s");
    }

    [Fact]
    public async Task Watch_StaysOpenBeyondIt()
    {
        await using var api = new StandaloneApi();
        await api.PostAsync(Path, Objects.ConfigMap("a"));
        await using var watch = await WatchReader.OpenAsync(api.Client, $"{Path}?watch=true&timeout=5s");
        (await watch.NextAsync()).Text("object.metadata.name").ShouldBe("a");
        api.Time.Advance(TimeSpan.FromSeconds(61));
        await api.PostAsync(Path, Objects.ConfigMap("b"));
        (await watch.NextAsync()).Text("object.metadata.name").ShouldBe("b");
    }
}
