using System.Globalization;
using System.Text;

namespace Modelyard.Inference;

/// <summary>Prometheus' text format of <see cref="EngineMetrics"/>.</summary>
internal static class MetricsText
{
    internal const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    // vLLM's names of how a request ended.
    private static readonly (FinishReason Reason, string Label)[] Endings =
    [
        (FinishReason.Stop, "stop"), (FinishReason.Length, "length"), (FinishReason.Cancelled, "abort"), (FinishReason.Failed, "error"),
    ];

    internal static string Write(EngineMetrics metrics, string model, int cacheCells)
    {
        var labels = $"engine=\"0\",model_name=\"{Escape(model)}\"";
        var text = new StringBuilder(16_384);
        Gauge("vllm:num_requests_running", "Choices being generated.", metrics.Running);
        Gauge("vllm:num_requests_waiting", "Choices waiting for a slot.", metrics.Waiting);
        Gauge("vllm:kv_cache_usage_perc", "Share of the cache in use, 1 is all of it.", metrics.CacheUsage);
        text.Append("# HELP vllm:cache_config_info Layout of the cache.\n# TYPE vllm:cache_config_info gauge\n");
        text.Append(CultureInfo.InvariantCulture, $"vllm:cache_config_info{{{labels},block_size=\"1\",num_gpu_blocks=\"{cacheCells}\"}} 1\n");
        Counter("vllm:prompt_tokens_total", "Prompt tokens.", metrics.PromptTokens);
        Counter("vllm:prompt_tokens_cached_total", "Prompt tokens found in the cache.", metrics.PrefixHits);
        Counter("vllm:generation_tokens_total", "Generated tokens.", metrics.GenerationTokens);
        Counter("vllm:prefix_cache_queries_total", "Prompt tokens looked up in the cache.", metrics.PrefixQueries);
        Counter("vllm:prefix_cache_hits_total", "Prompt tokens found in the cache.", metrics.PrefixHits);
        Counter("vllm:num_preemptions_total", "Choices put back into the queue for want of cache.", metrics.Preemptions);
        Counter("vllm:admission_rejections_total", "Requests refused because the queue was full.", metrics.Rejections, ",reason=\"queue_full\"");
        text.Append("# HELP vllm:request_success_total Finished choices by how they ended.\n# TYPE vllm:request_success_total counter\n");
        foreach (var (reason, label) in Endings)
        {
            text.Append(CultureInfo.InvariantCulture, $"vllm:request_success_total{{{labels},finished_reason=\"{label}\"}} {metrics.Finished(reason)}\n");
        }

        foreach (var histogram in metrics.Histograms)
        {
            histogram.Write(text, labels);
        }

        return text.ToString();

        void Gauge(string name, string help, double value) => Simple(name, help, "gauge", value, "");
        void Counter(string name, string help, long value, string more = "") => Simple(name, help, "counter", value, more);
        void Simple(string name, string help, string type, double value, string more) => text.Append(
            CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n{name}{{{labels}{more}}} {value}\n");
    }

    private static string Escape(string label) =>
        label.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
