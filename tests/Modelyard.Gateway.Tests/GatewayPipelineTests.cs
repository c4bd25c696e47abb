using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Modelyard.Gateway.Tests;

public sealed class GatewayPipelineTests
{
    private readonly DefaultHttpContext _http = new();
    private readonly MemoryStream _answer = new();
    private readonly List<string> _ran = [];

    public GatewayPipelineTests() => _http.Response.Body = _answer;

    [Fact]
    public async Task Run_StepThatRefuses_EndsTheCallWithItsError()
    {
        await RunAsync(Step("a"), Step("b", _ => OpenAIErrors.ModelNotFound("x")), Step("c"));

        _ran.ShouldBe(["a", "b"]);
        _http.Response.StatusCode.ShouldBe(404);
        Encoding.UTF8.GetString(_answer.ToArray()).ShouldContain("\"code\":\"model_not_found\"");
    }

    [Fact]
    public async Task Run_StepThatThrows_IsAnInternalErrorWithoutDetails()
    {
        var call = await RunAsync(Step("a", _ => throw new InvalidOperationException("a secret")), Step("b"));

        _ran.ShouldBe(["a"]);
        _http.Response.StatusCode.ShouldBe(500);
        Encoding.UTF8.GetString(_answer.ToArray()).ShouldNotContain("secret");
        call.Outcome.ShouldBe(CallOutcome.GatewayFailed);
    }

    [Fact]
    public async Task Run_ServerRejectsTheBody_KeepsItsStatus()
    {
        await RunAsync(Step("a", _ => throw new BadHttpRequestException("Reading the request body timed out.", 408)));

        _http.Response.StatusCode.ShouldBe(408);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_HoweverItEnds_TheReplicaIsFreeAndTheBodyReturned(bool throws)
    {
        var replica = new Replica("pod", Client.ReplicaAddress.Loopback(1));
        replica.TryEnter();
        var call = await RunAsync(Step("a", c =>
        {
            c.Occupy(replica);
            replica.Outstanding.ShouldBe(1);
            return throws ? throw new IOException("x") : null;
        }));

        replica.Outstanding.ShouldBe(0);
        call.Body.ShouldBeNull();
    }

    private static Settle Settle()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        return new Settle(new GatewayMetrics(services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>()), NullLogger<Settle>.Instance);
    }

    private async Task<GatewayCall> RunAsync(params IGatewayStep[] steps)
    {
        var call = new GatewayCall(_http, GatewayOperation.ChatCompletions, TimeProvider.System);
        await new GatewayPipeline(steps, Settle(), NullLogger<GatewayPipeline>.Instance).RunAsync(call);
        return call;
    }

    private ScriptedStep Step(string name, Func<GatewayCall, OpenAIError?>? run = null) => new(() => _ran.Add(name), run);

    private sealed class ScriptedStep(Action ran, Func<GatewayCall, OpenAIError?>? run) : IGatewayStep
    {
        public ValueTask<OpenAIError?> RunAsync(GatewayCall call)
        {
            ran();
            return ValueTask.FromResult(run?.Invoke(call));
        }
    }
}
