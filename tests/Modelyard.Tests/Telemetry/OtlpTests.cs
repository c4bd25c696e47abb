using System.Diagnostics;

namespace Modelyard.Tests.Telemetry;

public sealed class OtlpTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SpansAndMetrics_WithAnEndpoint_AreSentThereWhenTheHostEnds(bool grpc)
    {
        await using var collector = await OtlpCollector.StartAsync(grpc);
        await using (var host = await MeasuredHost.StartAsync(
            null,
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Url.ToString()),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", grpc ? "grpc" : "http/protobuf"),
            ("OTEL_EXPORTER_OTLP_HEADERS", "authorization=Basic abc"),
            ("OTEL_SERVICE_NAME", "gateway-1")))
        {
            Activity.Current = null;
            using (var span = host.Source.StartActivity("chat demo/atlas", ActivityKind.Client))
            {
                span!.SetTag("gen_ai.usage.input_tokens", 7L).SetTag("gen_ai.request.stream", true);
            }

            host.Meter.CreateCounter<long>("test.calls").Add(1);
        }

        var sent = collector.Spans.ShouldHaveSingleItem();
        sent.Name.ShouldBe("chat demo/atlas");
        sent.TraceId.Length.ShouldBe(32);
        sent.ParentSpanId.ShouldBe("");
        sent.Tags["gen_ai.usage.input_tokens"].ShouldBe("7");
        sent.Tags["gen_ai.request.stream"].ShouldBe("True");
        sent.Resource["service.name"].ShouldBe("gateway-1");
        sent.Resource["service.version"].ShouldBe("1.2.3");
        collector.Metrics.ShouldContain("test.calls");
        collector.Requests.ShouldAllBe(r => r.Authorization == "Basic abc");
        collector.Requests.Select(r => r.Path).Distinct().Order().ShouldBe(
            grpc
                ? ["/opentelemetry.proto.collector.metrics.v1.MetricsService/Export", "/opentelemetry.proto.collector.trace.v1.TraceService/Export"]
                : ["/v1/metrics", "/v1/traces"]);
    }

    [Fact]
    public async Task Spans_WithAnEndpointOfTheirOwn_AreSentExactlyThere_AndMetricsNowhere()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using (var host = await MeasuredHost.StartAsync(
            null,
            ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", new Uri(collector.Url, "/tenant/traces").ToString()),
            ("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "http/protobuf"),
            ("OTEL_EXPORTER_OTLP_TRACES_HEADERS", "authorization=Basic own")))
        {
            host.Source.StartActivity("chat")!.Dispose();
            host.Meter.CreateCounter<long>("test.calls").Add(1);
        }

        collector.Requests.ShouldHaveSingleItem().ShouldBe(("/tenant/traces", "Basic own"));
        collector.Spans.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("http://127.0.0.1:9", "none")]
    public async Task Spans_WithoutEndpointOrTurnedOff_AreNotEvenMade(string endpoint, string exporter)
    {
        await using var host = await MeasuredHost.StartAsync(
            null, ("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint), ("OTEL_TRACES_EXPORTER", exporter), ("OTEL_METRICS_EXPORTER", "none"));

        host.Source.HasListeners().ShouldBeFalse();
    }

    [Theory]
    [InlineData("ENDPOINT", "collector:4318", "a URL such as http://collector:4318/v1/traces")]
    [InlineData("PROTOCOL", "http/json", "grpc or http/protobuf")]
    [InlineData("TIMEOUT", "soon", "a number of milliseconds")]
    public async Task Variables_ThatMeanNothing_StopTheStartAndSayWhatTheyMustBe(string name, string value, string wanted)
    {
        var variable = $"OTEL_EXPORTER_OTLP_TRACES_{name}";

        var error = await Should.ThrowAsync<InvalidOperationException>(
            () => MeasuredHost.StartAsync(null, ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9"), (variable, value)));

        error.Message.ShouldBe($"{variable} is \"{value}\"; it must be {wanted}.");
    }
}
