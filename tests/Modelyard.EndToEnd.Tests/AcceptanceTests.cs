using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Modelyard.EndToEnd.Tests;

/// <summary>What tenants are promised, from the sample to the last billionth on the bill.</summary>
public sealed class AcceptanceTests(Installation installation) : IClassFixture<Installation>
{
    // The sample lets one user ask this deployment so often in a minute.
    private const int Limit = 120;

    [Fact]
    public async Task Tenants_AreLimitedKeptApartRevokedBilledAndAudited()
    {
        (await installation.KubectlAsync("apply", "-f", Path.Combine(Installation.Root, "samples", "tenants.yaml"))).Succeeded();
        (await installation.KubectlAsync("wait", "mdep", "--all", "-A", "--for=condition=Ready", "--timeout=60s")).Succeeded();
        var (name, acme) = await KeyAsync("acme", "--deployment", "atlas-chat");
        var (_, globex) = await KeyAsync("globex");

        var answers = new ConcurrentBag<Answer>();
        await Parallel.ForAsync(0, 4, TestContext.Current.CancellationToken, async (_, _) =>
        {
            while (answers.All(a => a.Status != HttpStatusCode.TooManyRequests) && answers.Count < 20 * Limit)
            {
                answers.Add(await CallAsync(acme));
            }
        });
        var refused = answers.First(a => a.Status == HttpStatusCode.TooManyRequests);
        ShouldSayHowLong(refused);
        answers.Add(await ShouldBeTrueAsync(acme, answers));
        answers.Where(a => a.Status != HttpStatusCode.TooManyRequests).ShouldAllBe(a => a.Status == HttpStatusCode.OK);

        var other = await CallAsync(globex);
        (other.Status, (string?)other.Body["error"]!["code"]).ShouldBe((HttpStatusCode.NotFound, "model_not_found"));

        (await installation.ModelyardAsync("keys", "revoke", name, "--org", "acme")).Succeeded();
        await Installation.EventuallyAsync(() => CallAsync(acme), a => a.Status == HttpStatusCode.Unauthorized || AddTo(answers, a), TimeSpan.FromSeconds(1));

        await UsageShouldBeTheSumAsync(name, answers);
        (await installation.ModelyardAsync("audit", "verify")).Succeeded();
    }

    private static bool AddTo(ConcurrentBag<Answer> answers, Answer answer)
    {
        answers.Add(answer);
        return false;
    }

    private static void ShouldSayHowLong(Answer refused)
    {
        ((string?)refused.Body["error"]!["code"], (string?)refused.Body["error"]!["type"]).ShouldBe(("rate_limit_exceeded", "requests"));
        refused.Header("x-ratelimit-limit-requests").ShouldBe($"{Limit}");
        refused.Header("x-ratelimit-remaining-requests").ShouldBe("0");
        refused.Header("x-ratelimit-reset-requests").ShouldEndWith("s");
        refused.Header("Retry-After").ShouldBe("1");
        refused.RetryAfter.ShouldBeInRange(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(500), "two a second");
    }

    // Nobody else asks now: refused until the time that was told, and not a moment longer.
    private async Task<Answer> ShouldBeTrueAsync(string secret, ConcurrentBag<Answer> answers)
    {
        Answer last;
        while ((last = await CallAsync(secret)).Status != HttpStatusCode.TooManyRequests)
        {
            answers.Add(last);
        }

        answers.Add(last);
        await Task.Delay(last.RetryAfter, TestContext.Current.CancellationToken);
        var next = await CallAsync(secret);
        next.Status.ShouldBe(HttpStatusCode.OK, $"after {last.RetryAfter.TotalMilliseconds} ms: {next.Body}");
        return next;
    }

    private async Task UsageShouldBeTheSumAsync(string key, ConcurrentBag<Answer> answers)
    {
        var report = JsonNode.Parse((await installation.ModelyardAsync("usage", "--org", "acme", "--by", "key", "-o", "json")).Succeeded())!;
        var row = report["rows"]!.AsArray().Single(r => (string?)r!["key"] == key)!;
        var replies = answers.Where(a => a.Status == HttpStatusCode.OK).Select(a => a.Body["usage"]!).ToList();
        var (input, cached, output) = (
            replies.Sum(u => (long)u["prompt_tokens"]!), replies.Sum(u => (long)u["prompt_tokens_details"]!["cached_tokens"]!), replies.Sum(u => (long)u["completion_tokens"]!));

        ((long)row["requests"]!, (long)row["errors"]!).ShouldBe((answers.Count, answers.Count - replies.Count));
        ((long)row["inputTokens"]!, (long)row["cachedInputTokens"]!, (long)row["outputTokens"]!).ShouldBe((input, cached, output));
        var cost = (((input - cached) * 0.15m) + (cached * 0.03m) + (output * 0.60m)) / 1_000_000;
        decimal.Parse((string)row["cost"]!, CultureInfo.InvariantCulture).ShouldBe(cost, "to the last digit");
        ((string?)row["currency"]).ShouldBe("EUR");
    }

    private async Task<(string Name, string Secret)> KeyAsync(string organization, params string[] more)
    {
        string[] command = ["keys", "create", "--org", organization, "--user", $"developer@{organization}.example", "--expires", "30d", "-o", "json", .. more];
        var created = JsonNode.Parse((await installation.ModelyardAsync(command)).Succeeded())!;
        return ((string)created["metadata"]!["name"]!, (string)created["status"]!["secret"]!);
    }

    private async Task<Answer> CallAsync(string secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions");
        request.Headers.Authorization = new("Bearer", secret);
        request.Content = new StringContent(
            """{"model":"atlas-chat","max_tokens":2,"messages":[{"role":"user","content":"What is the capital of France?"}]}""", System.Text.Encoding.UTF8, "application/json");
        using var response = await installation.Gateway.SendAsync(request, TestContext.Current.CancellationToken);
        return new Answer(response.StatusCode, response.Headers, JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!);
    }

    private sealed record Answer(HttpStatusCode Status, HttpResponseHeaders Headers, JsonNode Body)
    {
        public TimeSpan RetryAfter => TimeSpan.FromMilliseconds(long.Parse(Header("retry-after-ms"), CultureInfo.InvariantCulture));

        public string Header(string name) => Headers.TryGetValues(name, out var values) ? values.Single() : throw new UnreachableException($"no {name}");
    }
}
