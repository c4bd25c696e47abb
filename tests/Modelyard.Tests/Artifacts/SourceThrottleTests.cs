using Modelyard.Artifacts;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.Artifacts;

/// <summary>What a source says it bears, and what its owner says it may be burdened with.</summary>
public sealed class SourceThrottleTests : IAsyncLifetime
{
    private readonly TestFetcher _test = new();
    private readonly ManualTime _time = new();
    private FileServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await FileServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _test.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Bandwidth_IsThatOfAllDownloadsTogether()
    {
        using var folder = new TemporaryFolder();
        // Here a second of the clock is no second of the server.
        var patient = TimeSpan.FromDays(1);
        var settings = new ArtifactsOptions { StoreFolder = folder.At("store"), FreeSpaceReserve = 0, ResponseTimeout = patient, IdleTimeout = patient };
        using var fetcher = new ModelFetcher(settings, _time);
        _server.Serve("/a.gguf", TestFetcher.Bytes(400_000));
        _server.Serve("/b.gguf", TestFetcher.Bytes(400_000, seed: 2));
        var options = new FetchOptions { Access = new SourceAccess { Bandwidth = 100_000 } };
        var started = _time.GetUtcNow();

        var both = Task.WhenAll(new[] { "/a.gguf", "/b.gguf" }
            .Select(path => fetcher.FetchAsync(_server.Address + path, options, cancellationToken: TestContext.Current.CancellationToken)));
        await _time.AdvanceUntilAsync(both, TimeSpan.FromMilliseconds(500));

        (_time.GetUtcNow() - started).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(8));
    }

    [Fact]
    public async Task Concurrency_IsNeverExceeded()
    {
        var (now, most) = (0, 0);
        var registry = new ScriptedRegistry(_server);
        registry.Add("acme/atlas", "1.0", registry.ModelPack([.. Enumerable.Range(0, 12).Select(i => ($"{i}.gguf", TestFetcher.Bytes(100_000, i)))]));
        foreach (var blob in _server.Files.Where(f => f.Value.Content.Length == 100_000).Select(f => f.Value))
        {
            // Under way from its first chunk until just before its last: nobody has all of it earlier.
            blob.BeforeChunk = (at, _) =>
            {
                most = Math.Max(most, at == 0 ? Interlocked.Increment(ref now) : Interlocked.Decrement(ref now) + 1);
                return Task.CompletedTask;
            };
        }

        var options = new FetchOptions { Access = new SourceAccess { Concurrency = 1 } };

        (await _test.FetchAsync($"oci://{registry.Address}/acme/atlas:1.0", options)).Files.Count.ShouldBe(12);
        most.ShouldBe(1);
    }

    [Fact]
    public async Task Place_TakenByOne_IsWaitedForByTheNext()
    {
        using var throttle = new SourceThrottle(new SourceAccess { Concurrency = 1 }, _time);
        var first = await throttle.EnterAsync(TestContext.Current.CancellationToken);

        var second = throttle.EnterAsync(TestContext.Current.CancellationToken);

        second.IsCompleted.ShouldBeFalse();
        first.Dispose();
        first.Dispose();
        (await second).Dispose();
        (await throttle.EnterAsync(TestContext.Current.CancellationToken)).Dispose();
    }

    [Theory]
    [InlineData("RateLimit", "\"api\";r=0;t=30", null, null, 30)]
    [InlineData("RateLimit", "\"api\";r=7;t=30, \"other\";r=0;t=5", null, null, 5)]
    [InlineData("RateLimit", "\"api\";r=7;t=30", null, null, null)]
    [InlineData("RateLimit-Remaining", "0;w=21600", "RateLimit-Reset", "12", 12)]
    [InlineData("RateLimit-Remaining", "3", "RateLimit-Reset", "12", null)]
    [InlineData("RateLimit-Remaining", "0", null, null, null)]
    [InlineData("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "1767225660", 60)]
    [InlineData("X-RateLimit-Remaining", "nonsense", "X-RateLimit-Reset", "99999999999999999999", null)]
    public void Fields_OfRateLimits_SayHowLongToWait(string name, string value, string? other, string? otherValue, int? seconds)
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation(name, value);
        if (other is not null)
        {
            response.Headers.TryAddWithoutValidation(other, otherValue);
        }

        RateLimits.Pause(response, _time.GetUtcNow()).ShouldBe(seconds is null ? null : TimeSpan.FromSeconds(seconds.Value));
    }

    [Fact]
    public async Task Server_WithNothingLeft_IsNotAskedUntilThen()
    {
        var limits = new RateLimits(TimeSpan.FromMinutes(5), _time);
        using var spent = new HttpResponseMessage();
        spent.Headers.TryAddWithoutValidation("RateLimit", "\"api\";r=0;t=30");
        limits.Heed("hub", spent);

        var waiting = limits.WaitAsync("hub", TestContext.Current.CancellationToken);

        limits.WaitAsync("another", TestContext.Current.CancellationToken).IsCompleted.ShouldBeTrue();
        _time.Advance(TimeSpan.FromSeconds(29));
        waiting.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(1));
        await waiting;

        spent.Headers.Remove("RateLimit");
        spent.Headers.TryAddWithoutValidation("RateLimit", "\"api\";r=0;t=3600");
        limits.Heed("hub", spent);
        (await Should.ThrowAsync<FetchException>(() => limits.WaitAsync("hub", TestContext.Current.CancellationToken))).RetryAfter.ShouldBe(TimeSpan.FromHours(1));
    }
}
