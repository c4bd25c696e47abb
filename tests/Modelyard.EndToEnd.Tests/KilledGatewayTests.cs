using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;

namespace Modelyard.EndToEnd.Tests;

/// <summary>The whole program is killed again and again amid requests: who got an answer is on the bill, once.</summary>
public sealed class KilledGatewayTests(Installation installation) : IClassFixture<Installation>
{
    private const int Requests = 20_000;
    private const int Kills = 5;
    private const int Callers = 16;

    private readonly ConcurrentDictionary<string, bool> _answered = new();

    [Fact]
    public async Task Killed_AmidTwentyThousandRequests_LosesAndDoublesNoAnswer()
    {
        await using var service = await ScriptedService.StartAsync();
        (await installation.KubectlWithInputAsync(service.Deployment("demo", "scripted"), "apply", "-f", "-")).Succeeded();
        (await installation.KubectlAsync("wait", "mdep/scripted", "-n", "demo", "--for=condition=Ready", "--timeout=60s")).Succeeded();

        for (var kill = 1; kill <= Kills; kill++)
        {
            // Somewhere in the round's share of the requests; a number of answers decides, so that slow machines test the same.
            await CallAsync(kill, (Requests / Kills * (kill - 1)) + Random.Shared.Next(100, Requests / Kills), dies: true);
            await installation.UpAsync();
        }

        await CallAsync(Kills + 1, Requests, dies: false);
        _answered.Count.ShouldBeGreaterThanOrEqualTo(Requests);

        var report = await Installation.EventuallyAsync(ReportAsync, r => (long)r["requests"]! >= _answered.Count, TimeSpan.FromMinutes(1));
        var records = (await installation.KubectlAsync(
                "get", "usagerecords", "-n", "demo", "-o", "jsonpath={range .items[?(@.deployment==\"demo/scripted\")]}{.requestId} {.state} {.code} {.inputTokens} {.outputTokens}{\"\\n\"}{end}"))
            .Succeeded().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).ToList();

        records.Select(r => r[0]).Distinct().Count().ShouldBe(records.Count, "each once");
        records.Where(r => _answered.ContainsKey(r[0])).ShouldAllBe(r => r[1] == "settled" && r[2] == "200" && r[3] == "11" && r[4] == "3");
        _answered.Keys.Except(records.Select(r => r[0])).ShouldBeEmpty("who got an answer is there");
        (records.Count - _answered.Count).ShouldBeInRange(0, (Kills + 1) * Callers, "but for what was under way");
        ((long)report["requests"]!).ShouldBe(records.Count, "and in the sums");
    }

    private async Task CallAsync(int round, int until, bool dies)
    {
        // What waits at a caller when the gateway is gone is no answer, and its number is never used again.
        var (number, enough) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var callers = Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            try
            {
                while (dies || !enough.Task.IsCompleted)
                {
                    var id = $"round-{round}-{Interlocked.Increment(ref number)}";
                    await CallOnceAsync(id);
                    _answered.TryAdd(id, true).ShouldBeTrue();
                    if (_answered.Count >= until)
                    {
                        enough.TrySetResult();
                    }
                }
            }
            catch (HttpRequestException) when (dies)
            {
                // It is gone.
            }
            catch (IOException) when (dies)
            {
                // It is gone, and some of the answer with it.
            }
        })).ToArray();

        if (dies)
        {
            await Task.WhenAny(enough.Task, Task.WhenAll(callers));
            enough.Task.IsCompleted.ShouldBeTrue("the gateway was to be killed, not to break");
            await installation.KillControlPlaneAsync();
        }

        await Task.WhenAll(callers);
    }

    private async Task CallOnceAsync(string id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions");
        request.Headers.Add("X-Request-Id", id);
        request.Content = Installation.Json(new JsonObject { ["model"] = "scripted", ["messages"] = new JsonArray() });
        using var response = await installation.Gateway.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, body);
        body.ShouldContain("Hello.");
    }

    private async Task<JsonNode> ReportAsync() =>
        JsonNode.Parse((await installation.ModelyardAsync("usage", "-n", "demo", "--deployment", "scripted", "-o", "json")).Succeeded())!["total"]!.AsArray().ShouldHaveSingleItem()!;
}
