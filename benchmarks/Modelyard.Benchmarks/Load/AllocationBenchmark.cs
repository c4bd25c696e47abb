using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;

namespace Modelyard.Benchmarks;

/// <summary>What a call through the gateway allocates beyond the same call made directly. The answers come from another process.</summary>
[MemoryDiagnoser]
public class AllocationBenchmark
{
    /// <summary>In bytes, with a second web server and a second client in it.</summary>
    private const long Budget = 12 * 1024;

    private readonly byte[] _body = Encoding.UTF8.GetBytes($$$"""{"model":"atlas","messages":[{"role":"user","content":"{{{new string('x', 960)}}}"}]}""");
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler { UseProxy = false, ActivityHeadersPropagator = null });
    private DirectoryInfo _folder = null!;
    private NginxServer _nginx = null!;
    private ServedGateway _gateway = null!;

    /// <summary>Returns 1 when the budget is exceeded.</summary>
    internal static int Run()
    {
        // In this process: the tool would otherwise build a project of its own, for a runtime it has to know by name.
        var job = Job.Default.WithToolchain(InProcessNoEmitToolchain.Instance).WithInvocationCount(4096).WithUnrollFactor(16).WithWarmupCount(2).WithIterationCount(5);
        var summary = BenchmarkRunner.Run<AllocationBenchmark>(DefaultConfig.Instance.AddJob(job));
        var allocated = summary.Reports.ToDictionary(
            r => r.BenchmarkCase.Descriptor.WorkloadMethod.Name,
            r => r.GcStats.GetBytesAllocatedPerOperation(r.BenchmarkCase) ?? throw new InvalidOperationException("nothing was measured"),
            StringComparer.Ordinal);
        var added = allocated[nameof(ThroughTheGateway)] - allocated[nameof(Direct)];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The gateway allocates {added} bytes for each call; {Budget} are allowed."));
        return added <= Budget ? 0 : 1;
    }

    /// <summary>Starts what answers, and the gateway before it.</summary>
    [GlobalSetup]
    public async Task StartAsync()
    {
        _folder = Directory.CreateTempSubdirectory("modelyard-allocation-");
        _nginx = await NginxServer.StartAsync(_folder.FullName);
        _gateway = await ServedGateway.StartAsync(_folder.FullName, $"127.0.0.1:{_nginx.Upstream}");
    }

    /// <summary>Stops both.</summary>
    [GlobalCleanup]
    public async Task StopAsync()
    {
        await _gateway.DisposeAsync();
        await _nginx.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>A call of the upstream itself.</summary>
    [Benchmark(Baseline = true)]
    public Task Direct() => CallAsync(new Uri($"http://127.0.0.1:{_nginx.Upstream}/v1/chat/completions"));

    /// <summary>The same through the gateway.</summary>
    [Benchmark]
    public Task ThroughTheGateway() => CallAsync(new Uri(_gateway.Url, "/v1/chat/completions"));

    private async Task CallAsync(Uri url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(_body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {_gateway.Secret}");
        using var response = await _client.SendAsync(request, CancellationToken.None);
        response.EnsureSuccessStatusCode();
        await response.Content.CopyToAsync(Stream.Null);
    }
}
