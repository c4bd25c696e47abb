using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Modelyard.ApiServer;

namespace Modelyard.Tests.ApiServer;

/// <summary>The way in without a socket: streams, cancels and fails as a connection would.</summary>
public sealed class InProcessHandlerTests
{
    private static readonly UserIdentity User = UserIdentity.Of("tester", "group");

    [Fact]
    public async Task Request_ArrivesWhole()
    {
        using var client = Client(async http =>
        {
            http.Features.Get<UserIdentity>().ShouldBe(User);
            var body = await new StreamReader(http.Request.Body).ReadToEndAsync();
            http.Response.StatusCode = 418;
            http.Response.Headers["X-Seen"] = $"{http.Request.Method} {http.Request.Path.Value} {http.Request.Query["q"]} {http.Request.ContentType} {http.Request.Headers["X-Sent"]}";
            await http.Response.WriteAsync(body.ToUpperInvariant());
        });
        using var request = new HttpRequestMessage(HttpMethod.Put, "/a%20b/c?q=1%2F2") { Content = new StringContent("hello", null, "text/plain") };
        request.Headers.Add("X-Sent", "yes");
        using var response = await client.SendAsync(request);
        ((int)response.StatusCode).ShouldBe(418);
        response.Headers.GetValues("X-Seen").Single().ShouldBe("PUT /a b/c 1/2 text/plain; charset=utf-8 yes");
        (await response.Content.ReadAsStringAsync()).ShouldBe("HELLO");
    }

    [Fact]
    public async Task Response_StreamsBeforeItIsComplete()
    {
        var go = new TaskCompletionSource();
        using var client = Client(async http =>
        {
            await http.Response.WriteAsync("first\n");
            await http.Response.Body.FlushAsync();
            await go.Task;
            await http.Response.WriteAsync("second\n");
        });
        using var response = await client.GetAsync("/", HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        (await reader.ReadLineAsync()).ShouldBe("first");
        go.SetResult();
        (await reader.ReadLineAsync()).ShouldBe("second");
        (await reader.ReadLineAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task CallerThatCancelsWhileWaiting_AbortsTheRequest()
    {
        var aborted = new TaskCompletionSource();
        var arrived = new TaskCompletionSource();
        using var client = Client(async http =>
        {
            using var registration = http.RequestAborted.Register(() => aborted.SetResult());
            arrived.SetResult();
            await aborted.Task;
        });
        using var cancel = new CancellationTokenSource();
        var call = client.GetAsync("/", cancel.Token);
        await arrived.Task;
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => call);
        await aborted.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task CallerThatStopsReading_AbortsTheRequest()
    {
        var aborted = new TaskCompletionSource();
        using var client = Client(async http =>
        {
            using var registration = http.RequestAborted.Register(() => aborted.SetResult());
            await http.Response.StartAsync();
            await aborted.Task;
        });
        (await client.GetAsync("/", HttpCompletionOption.ResponseHeadersRead)).Dispose();
        await aborted.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task CallerThatReadsSlowly_HoldsTheServerBack()
    {
        var written = 0;
        var chunk = new byte[16 * 1024];
        using var client = Client(async http =>
        {
            for (var i = 0; i < 100; i++)
            {
                await http.Response.Body.WriteAsync(chunk, http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
                Interlocked.Increment(ref written);
            }
        });
        using var response = await client.GetAsync("/", HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await response.Content.ReadAsStreamAsync();
        await stream.ReadExactlyAsync(new byte[chunk.Length]);
        Volatile.Read(ref written).ShouldBeLessThan(20);
        var rest = 0L;
        var buffer = new byte[chunk.Length];
        for (int read; (read = await stream.ReadAsync(buffer)) > 0;)
        {
            rest += read;
        }

        rest.ShouldBe(99L * chunk.Length);
    }

    [Fact]
    public async Task PipelineThatThrows_IsAFailedCall()
    {
        using var client = Client(_ => throw new InvalidOperationException("broken"));
        (await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync("/"))).InnerException!.Message.ShouldBe("broken");
    }

    [Fact]
    public async Task AnswerBrokenOff_IsNotMistakenForAWholeOne()
    {
        using var client = Client(async http =>
        {
            await http.Response.WriteAsync("half");
            await http.Response.Body.FlushAsync();
            http.Abort();
        });
        using var response = await client.GetAsync("/", HttpCompletionOption.ResponseHeadersRead);
        await Should.ThrowAsync<HttpRequestException>(() => response.Content.ReadAsStringAsync());
    }

    private static HttpClient Client(RequestDelegate pipeline) =>
        new(new InProcessHandler(pipeline, new ServiceCollection().BuildServiceProvider(), User)) { BaseAddress = new Uri("https://localhost") };
}
