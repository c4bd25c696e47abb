using System.Net;
using System.Net.Sockets;
using Modelyard.Api;
using Modelyard.Serving;

namespace Modelyard.Tests.Serving;

public sealed class ExternalProbeTests : IAsyncLifetime
{
    private readonly ExternalProbe _probe = new(new ExternalPace { Timeout = TimeSpan.FromSeconds(30) }, TimeProvider.System);
    private ScriptedModels _service = null!;

    public async ValueTask InitializeAsync() => _service = await ScriptedModels.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _probe.Dispose();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task Service_ThatListsTheModel_IsReachable_AndWasShownTheKey()
    {
        (await AskAsync("large", "sk-1")).ShouldBe(new ExternalVerdict("Running", "External", $"Calls go to {_service.Url}/base."));

        _service.Asked.ShouldHaveSingleItem().ShouldBe(("/base/v1/models", "Bearer sk-1"));
    }

    [Fact]
    public async Task Service_ThatDoesNotListTheModel_IsDegraded_AndWhatItListsIsNamed()
    {
        var verdict = await AskAsync("small", null);

        (verdict.Phase, verdict.Reason).ShouldBe(("Degraded", "ModelNotOffered"));
        verdict.Message.ShouldContain("lists no model small but large:");
    }

    [Theory]
    [InlineData(401, "Failed", "Unauthorized")]
    [InlineData(403, "Failed", "Unauthorized")]
    [InlineData(302, "Failed", "Redirected")]
    [InlineData(404, "Running", "External")]
    [InlineData(405, "Running", "External")]
    [InlineData(429, "Running", "External")]
    [InlineData(503, "Degraded", "ServiceFails")]
    [InlineData(400, "Degraded", "UnexpectedAnswer")]
    public async Task Status_OfTheAnswer_IsToldInWords(int status, string phase, string reason)
    {
        _service.Script = ScriptedModels.Answer(status);

        var verdict = await AskAsync("large", null);

        (verdict.Phase, verdict.Reason).ShouldBe((phase, reason));
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("""{"data":"none"}""")]
    public async Task Answer_ThatIsNoList_SaysOnlyThatSomebodyIsThere(string body)
    {
        _service.Script = ScriptedModels.Answer(200, body);

        (await AskAsync("large", null)).ShouldSatisfyAllConditions(v => v.Phase.ShouldBe("Running"), v => v.Message.ShouldContain("does not list its models"));
    }

    [Fact]
    public async Task Service_ThatSpeaksNoTls_IsTold()
    {
        var verdict = await _probe.AskAsync(Engine(_service.Url.Replace("http:", "https:", StringComparison.Ordinal)), "large", null, CancellationToken.None);

        (verdict.Phase, verdict.Reason).ShouldBe(("Failed", "CertificateNotTrusted"));
    }

    [Fact]
    public async Task Port_ThatNobodyListensOn_IsUnreachable()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();

        (await _probe.AskAsync(Engine($"http://127.0.0.1:{port}"), "large", null, CancellationToken.None)).Reason.ShouldBe("Unreachable");
    }

    [Fact]
    public async Task Service_ThatDoesNotAnswer_IsGivenUp()
    {
        using var probe = new ExternalProbe(new ExternalPace { Timeout = TimeSpan.FromMilliseconds(50) }, TimeProvider.System);
        _service.Script = http => Task.Delay(Timeout.InfiniteTimeSpan, http.RequestAborted);

        (await probe.AskAsync(Engine(_service.Url), "large", null, CancellationToken.None)).Reason.ShouldBe("TimedOut");
    }

    [Fact]
    public void Host_ThatDoesNotExist_IsNamed() =>
        ExternalVerdict.OfFault(Engine("https://models.invalid/base"), new HttpRequestException(HttpRequestError.NameResolutionError))
            .ShouldSatisfyAllConditions(v => v.Reason.ShouldBe("HostNotFound"), v => v.Message.ShouldContain("no host models.invalid"));

    [Fact]
    public void Refusal_OfAKey_NamesTheSecret()
    {
        var engine = Engine("https://models.example");
        ExternalVerdict.OfStatus(engine, HttpStatusCode.Unauthorized).Message.ShouldContain("spec.engine.external.secretRef");

        engine.SecretRef = new SecretKeyReference { Name = "upstream", Key = "token" };
        ExternalVerdict.OfStatus(engine, HttpStatusCode.Unauthorized).Message.ShouldContain("refuses the key token of the Secret upstream");
    }

    private Task<ExternalVerdict> AskAsync(string model, string? key) => _probe.AskAsync(Engine(_service.Url + "/base"), model, key, CancellationToken.None);

    private static ExternalEngine Engine(string url) => new() { Url = url };
}
