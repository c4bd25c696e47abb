using System.Diagnostics.Metrics;
using System.Net;

namespace Modelyard.Tests.Telemetry;

public sealed class MetricsEndpointTests
{
    // As Prometheus 2.42 asks.
    private const string PrometheusAccept =
        "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

    private static readonly InstrumentAdvice<double> Buckets = new() { HistogramBucketBoundaries = [0.5, 1, 2.5] };

    [Fact]
    public async Task Metrics_OfEveryKind_AreWrittenAsPrometheusWantsThem()
    {
        await using var host = await MeasuredHost.StartAsync();
        Measure(host.Meter);

        var (type, text) = await host.ScrapeAsync("text/plain");

        type.ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        WithoutTarget(text).ShouldBe("""
            # HELP test_calls_total Calls, "quoted"\nand with a \\.
            # TYPE test_calls_total counter
            test_calls_total{model="demo/atlas",note="a \"b\"\\\n",streamed="true"} 3
            test_calls_total{model="demo/other"} 1
            # HELP test_sent_bytes_total Sent.
            # TYPE test_sent_bytes_total counter
            test_sent_bytes_total 0.5
            # HELP test_open Open.
            # TYPE test_open gauge
            test_open -2
            # HELP test_heat_celsius Heat.
            # TYPE test_heat_celsius gauge
            test_heat_celsius{limit="none"} +Inf
            # HELP test_wait_seconds Wait.
            # TYPE test_wait_seconds histogram
            test_wait_seconds_bucket{model="demo/atlas",le="0.5"} 1
            test_wait_seconds_bucket{model="demo/atlas",le="1"} 2
            test_wait_seconds_bucket{model="demo/atlas",le="2.5"} 2
            test_wait_seconds_bucket{model="demo/atlas",le="+Inf"} 3
            test_wait_seconds_sum{model="demo/atlas"} 5
            test_wait_seconds_count{model="demo/atlas"} 3

            """);
        (await Promtool.CheckAsync(text)).ShouldBe("");
    }

    [Fact]
    public async Task Metrics_ForPrometheusItself_AreOpenMetrics()
    {
        await using var host = await MeasuredHost.StartAsync();
        Measure(host.Meter);

        var (type, text) = await host.ScrapeAsync(PrometheusAccept);

        type.ShouldBe("application/openmetrics-text; version=1.0.0; charset=utf-8");
        text.ShouldContain("# HELP test_calls Calls, \\\"quoted\\\"\\nand with a \\\\.\n# TYPE test_calls counter\ntest_calls_total{");
        text.ShouldContain("# TYPE test_sent_bytes counter\n# UNIT test_sent_bytes bytes\ntest_sent_bytes_total 0.5\n");
        text.ShouldContain("le=\"1.0\"} 2\n");
        text.ShouldEndWith("test_wait_seconds_count{model=\"demo/atlas\"} 3\n# EOF\n");
    }

    [Theory]
    [InlineData("", "text/plain")]
    [InlineData("*/*", "text/plain")]
    [InlineData("text/html,*/*;q=0.8", "text/plain")]
    [InlineData("application/openmetrics-text", "application/openmetrics-text")]
    [InlineData("application/openmetrics-text;version=2.0.0,text/plain;q=0.1", "text/plain")]
    [InlineData("application/openmetrics-text;q=0.2,text/plain;q=0.9", "text/plain")]
    [InlineData("so what?", "text/plain")]
    public async Task Format_IsWhatTheAskerPrefers(string accept, string type)
    {
        await using var host = await MeasuredHost.StartAsync();

        (await host.ScrapeAsync(accept)).ContentType.ShouldStartWith(type + ";");
    }

    [Fact]
    public async Task Metrics_OfTheRuntime_CanBeReadByPrometheus()
    {
        await using var host = await MeasuredHost.StartAsync(options => options.Meters.Add("System.Runtime"));

        var text = await host.TextAsync();

        text.ShouldContain("\n# TYPE dotnet_process_memory_working_set_bytes gauge\n");
        text.ShouldContain("\ndotnet_gc_collections_total{gc_heap_generation=\"gen0\"} ");

        // Names that the runtime chose are not ours to mend, but they can be read.
        var complaints = (await Promtool.CheckAsync(text)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        complaints.Skip(1).ShouldAllBe(line => line.Contains("should not have \"_count\" suffix"));
    }

    [Fact]
    public async Task Target_SaysWhatIsMeasured_AndVariablesSayItBetter()
    {
        await using var plain = await MeasuredHost.StartAsync();
        await using var named = await MeasuredHost.StartAsync(null, ("OTEL_SERVICE_NAME", "gateway-1"), ("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment=test"));

        (await plain.TextAsync()).ShouldMatch("target_info\\{.*service_name=\"modelyard\",service_version=\"1.2.3\"");
        (await named.TextAsync()).ShouldMatch("target_info\\{deployment_environment=\"test\",.*service_name=\"gateway-1\"");
    }

    [Fact]
    public async Task Gauge_OfSomethingThatIsGone_IsGone()
    {
        await using var host = await MeasuredHost.StartAsync();
        List<string> models = ["atlas", "nova"];
        host.Meter.CreateObservableGauge("replicas", () => models.Select(m => new Measurement<int>(1, new KeyValuePair<string, object?>("model", m))));
        host.Meter.CreateObservableUpDownCounter("waiting", () => models.Select(m => new Measurement<int>(1, new KeyValuePair<string, object?>("model", m))));
        (await host.TextAsync()).ShouldContain("""replicas{model="nova"}""");

        models.Remove("nova");

        var text = await host.TextAsync();
        text.ShouldContain("""replicas{model="atlas"}""");
        text.ShouldContain("""waiting{model="atlas"}""");
        text.ShouldNotContain("nova");

        models.Add("nova");
        (await host.TextAsync()).ShouldContain("""replicas{model="nova"}""");
    }

    [Fact]
    public async Task Names_ThatCollide_AreOneFamily_AndOfTwoKindsTheFirst()
    {
        await using var host = await MeasuredHost.StartAsync();
        host.Meter.CreateCounter<int>("test.a").Add(1, KeyValuePair.Create<string, object?>("x", 1));
        host.Meter.CreateCounter<int>("test.b").Add(1);
        host.Meter.CreateCounter<int>("test-a").Add(2, KeyValuePair.Create<string, object?>("x", 2));
        host.Meter.CreateUpDownCounter<int>("test_a").Add(3);

        var text = await host.TextAsync();

        WithoutTarget(text).ShouldBe("""
            # HELP test_a_total 
            # TYPE test_a_total counter
            test_a_total{x="1"} 1
            test_a_total{x="2"} 2
            # HELP test_b_total 
            # TYPE test_b_total counter
            test_b_total 1

            """);
    }

    [Fact]
    public async Task Labels_ThatCollide_AreOneWithAllValues()
    {
        await using var host = await MeasuredHost.StartAsync();
        host.Meter.CreateCounter<int>("test").Add(1, new("a.b", "one"), new("a_b", "two"), new KeyValuePair<string, object?>("nothing", null));

        (await host.TextAsync()).ShouldEndWith("\ntest_total{a_b=\"one;two\"} 1\n");
    }

    [Theory]
    [InlineData("POST", "/metrics", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/metrics/more", HttpStatusCode.NotFound)]
    public async Task Requests_ForAnythingElse_AreRefused(string method, string path, HttpStatusCode status)
    {
        await using var host = await MeasuredHost.StartAsync();

        using var response = await host.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task Scrapes_AtTheSameTime_EachGetTheirOwnFormatWhole()
    {
        await using var host = await MeasuredHost.StartAsync();
        Measure(host.Meter);

        var texts = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => host.ScrapeAsync(i % 2 == 0 ? "text/plain" : PrometheusAccept)));

        texts.Distinct().Count().ShouldBe(2);
    }

    private static void Measure(Meter meter)
    {
        var calls = meter.CreateCounter<long>("test.calls", "{call}", "Calls, \"quoted\"\nand with a \\.");
        calls.Add(1, new("model", "demo/atlas"), new("note", "a \"b\"\\\n"), new("streamed", true));
        calls.Add(2, new("model", "demo/atlas"), new("note", "a \"b\"\\\n"), new("streamed", true));
        calls.Add(1, KeyValuePair.Create<string, object?>("model", "demo/other"));
        meter.CreateCounter<double>("test.sent", "By", "Sent.").Add(0.5);
        meter.CreateUpDownCounter<int>("test.open", "{file}", "Open.").Add(-2);
        meter.CreateObservableGauge(
            "test.heat", () => new Measurement<double>(double.PositiveInfinity, KeyValuePair.Create<string, object?>("limit", "none")), "Cel", "Heat.");
        var wait = meter.CreateHistogram("test.wait", "s", "Wait.", null, Buckets);
        foreach (var seconds in (double[])[0.25, 1, 3.75])
        {
            wait.Record(seconds, KeyValuePair.Create<string, object?>("model", "demo/atlas"));
        }
    }

    private static string WithoutTarget(string text) => string.Join('\n', text.Split('\n').Where(l => !l.Contains("target_info")));
}
