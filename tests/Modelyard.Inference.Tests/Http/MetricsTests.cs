using System.Globalization;

namespace Modelyard.Inference.Tests;

public sealed class MetricsTests
{
    private static readonly string[] Names =
    [
        "vllm:num_requests_running", "vllm:num_requests_waiting", "vllm:kv_cache_usage_perc", "vllm:cache_config_info",
        "vllm:prompt_tokens_total", "vllm:generation_tokens_total", "vllm:request_success_total", "vllm:num_preemptions_total",
        "vllm:prefix_cache_queries_total", "vllm:prefix_cache_hits_total", "vllm:prompt_tokens_cached_total", "vllm:admission_rejections_total",
        "vllm:time_to_first_token_seconds", "vllm:inter_token_latency_seconds", "vllm:request_time_per_output_token_seconds",
        "vllm:e2e_request_latency_seconds", "vllm:request_queue_time_seconds", "vllm:request_prefill_time_seconds",
        "vllm:request_decode_time_seconds", "vllm:request_inference_time_seconds", "vllm:request_prompt_tokens",
        "vllm:request_generation_tokens", "vllm:request_params_n", "vllm:request_params_max_tokens", "vllm:iteration_tokens_total",
    ];

    [Fact]
    public async Task Metrics_AfterARequest_CountItUnderVllmsNames()
    {
        await using var server = await TestServer.StartAsync();
        var usage = (await server.ChatAsync(Bodies.Chat(("max_tokens", 5), ("ignore_eos", true)))).GetProperty("usage");
        await server.ChatAsync(Bodies.Chat(("max_tokens", 5), ("ignore_eos", true)));
        var text = await server.MetricsAsync();
        foreach (var name in Names)
        {
            text.ShouldContain($"# TYPE {name} ");
        }

        Value(text, "vllm:generation_tokens_total").ShouldBe(10);
        Value(text, "vllm:prompt_tokens_total").ShouldBe(2 * usage.GetProperty("prompt_tokens").GetInt32());
        Value(text, "vllm:prefix_cache_hits_total").ShouldBe(usage.GetProperty("prompt_tokens").GetInt32() - 1);
        Value(text, "vllm:time_to_first_token_seconds_count").ShouldBe(2);
        Value(text, "vllm:inter_token_latency_seconds_count").ShouldBe(8);
        Value(text, "vllm:request_generation_tokens_sum").ShouldBe(10);
        text.ShouldContain("vllm:request_success_total{engine=\"0\",model_name=\"random\",finished_reason=\"length\"} 2");
    }

    [Fact]
    public void Histogram_Written_HasCumulativeBucketsUpToInfinity()
    {
        var histogram = new Histogram("h", "Help.", 1, 2.5);
        foreach (var value in new[] { 0.5, 1, 2, 9 })
        {
            histogram.Observe(value);
        }

        var text = new System.Text.StringBuilder();
        histogram.Write(text, "a=\"b\"");
        text.ToString().ShouldBe(
            """
            # HELP h Help.
            # TYPE h histogram
            h_bucket{a="b",le="1.0"} 2
            h_bucket{a="b",le="2.5"} 3
            h_bucket{a="b",le="+Inf"} 4
            h_sum{a="b"} 12.5
            h_count{a="b"} 4

            """);
    }

    private static double Value(string text, string name) => double.Parse(
        text.Split('\n').Single(l => l.StartsWith(name + "{", StringComparison.Ordinal)).Split(' ')[^1], CultureInfo.InvariantCulture);
}
