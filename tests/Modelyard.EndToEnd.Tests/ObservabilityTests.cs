using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Modelyard.EndToEnd.Tests;

/// <summary>What operators see of calls, with the tools they use.</summary>
public sealed class ObservabilityTests
{
    private const string Atlas = "gen_ai_operation_name=\"chat\",gen_ai_request_model=\"demo/atlas\"";
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";

    [Fact]
    public async Task Calls_AreInPrometheus_AndTracedToTheCollector()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using var installation = new Installation(new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] = new Uri(collector.Url, "/v1/traces").ToString(),
            ["OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
        });
        await installation.InitializeAsync();
        await using var prometheus = await PrometheusServer.StartAsync($"127.0.0.1:{installation.PortBase + 1}");

        // The program has asked the model itself once, to greet with its answer.
        var before = await installation.MetricAsync("modelyard_gateway_requests_total", "demo/atlas");
        var tokensBefore = await installation.MetricAsync("gen_ai_client_token_usage_sum", "demo/atlas");
        var tokens = 0.0;
        for (var i = 0; i < 3; i++)
        {
            tokens += (double)(await installation.ChatAsync("atlas", "What is the capital of France?"))["usage"]!["total_tokens"]!;
        }

        await StreamAsync(installation);
        await MissAsync(installation);

        await ValueAsync(prometheus, "up", 1);
        await ValueAsync(prometheus, $"sum(modelyard_gateway_requests_total{{{Atlas},http_response_status_code=\"200\"}})", before + 4);
        await ValueAsync(prometheus, $"gen_ai_server_request_duration_seconds_count{{{Atlas}}}", before + 4);
        await ValueAsync(prometheus, $"gen_ai_server_time_to_first_token_seconds_count{{{Atlas}}}", 1);
        await ValueAsync(prometheus, "sum(modelyard_gateway_errors_total{error_type=\"404\"})", 1);
        await ValueAsync(prometheus, "modelyard_gateway_replicas{gen_ai_request_model=\"demo/atlas\"}", 1);
        await ValueAsync(prometheus, "modelyard_gateway_requests_active", 0);
        var sum = await prometheus.QueryAsync($"sum(gen_ai_client_token_usage_sum{{{Atlas}}})");
        sum.ShouldNotBeNull().ShouldBeGreaterThan(tokensBefore + tokens);
        (await prometheus.QueryAsync("dotnet_process_memory_working_set_bytes")).ShouldNotBeNull().ShouldBeGreaterThan(1e6);
        (await prometheus.MetadataAsync("gen_ai_client_token_usage")).ShouldBe(("histogram", "Tokens a call has used."));
        (await prometheus.LastErrorAsync()).ShouldBe("");

        var complaints = await Shell.RunAsync("promtool", ["check", "metrics"], null, await installation.MetricsAsync());
        complaints.Output.ShouldBeEmpty();
        complaints.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(line => line.StartsWith("dotnet_"));

        var span = await Installation.EventuallyAsync(
            () => Task.FromResult(collector.Spans.FirstOrDefault(s => s.TraceId == Trace)), s => s is not null, TimeSpan.FromSeconds(30));
        span!.Name.ShouldBe("chat demo/atlas");
        span.ParentSpanId.ShouldBe("b7ad6b7169203331");
        span.Tags["gen_ai.usage.output_tokens"].ShouldNotBe("0");
        span.Resource["service.name"].ShouldBe("modelyard");
    }

    private static async Task StreamAsync(Installation installation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions") { Content = Question("atlas", stream: true) };
        request.Headers.Add("traceparent", $"00-{Trace}-b7ad6b7169203331-01");
        Activity.Current = null;
        using var response = await installation.Gateway.SendAsync(request, TestContext.Current.CancellationToken);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("[DONE]");
    }

    private static async Task MissAsync(Installation installation)
    {
        using var response = await installation.Gateway.PostAsync("/v1/chat/completions", Question("made-up", stream: false), TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    private static StringContent Question(string model, bool stream) => Installation.Json(new JsonObject
    {
        ["model"] = model,
        ["stream"] = stream,
        ["temperature"] = 0,
        ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = "What is the capital of France?" }),
    });

    // It reads once a second.
    private static Task<double?> ValueAsync(PrometheusServer prometheus, string expression, double value) =>
        Installation.EventuallyAsync(() => prometheus.QueryAsync(expression), v => v == value, TimeSpan.FromSeconds(30));
}
