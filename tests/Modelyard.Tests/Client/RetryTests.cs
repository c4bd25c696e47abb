using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Modelyard.Api;
using Modelyard.Client;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.Client;

public sealed class RetryTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private RecordingApi _api = null!;
    private ApiConnection _connection = null!;

    public async ValueTask InitializeAsync()
    {
        _api = await RecordingApi.StartAsync();
        _connection = ApiConnection.Open(new ConnectionOptions { Server = _api.Address }, _time);
    }

    public async ValueTask DisposeAsync()
    {
        _connection.Dispose();
        await _api.DisposeAsync();
    }

    [Theory]
    [InlineData("GET", 429)]
    [InlineData("POST", 429)]
    [InlineData("PATCH", 503)]
    public async Task Answer_ThatSaysWhenToComeBack_IsFollowed(string method, int code)
    {
        Refuse(times: 2, code, "3");
        var began = _time.GetUtcNow();

        await AdvanceUntilAsync(CallAsync(method));

        _api.Requests.Count.ShouldBe(3);
        (_time.GetUtcNow() - began).ShouldBeInRange(TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(8));
    }

    [Fact]
    public async Task Answer_ThatNamesATime_IsFollowed()
    {
        var began = _time.GetUtcNow();
        Refuse(times: 1, 503, (began + TimeSpan.FromSeconds(5)).ToString("R"));

        await AdvanceUntilAsync(CallAsync("DELETE"));

        (_time.GetUtcNow() - began).ShouldBeInRange(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(7));
    }

    [Theory]
    [InlineData(503, null, 1)]
    [InlineData(500, "1", 1)]
    [InlineData(504, "1", 1)]
    [InlineData(429, "3600", 1)]
    [InlineData(429, "1", 5)]
    public async Task Answer_ThatIsNoInvitation_OrOneTooMany_IsHandedOn(int code, string? after, int requests)
    {
        Refuse(times: int.MaxValue, code, after);

        var failure = await Should.ThrowAsync<StatusException>(AdvanceUntilAsync(CallAsync("PUT")));

        failure.Status.Code.ShouldBe(code);
        _api.Requests.Count.ShouldBe(requests);
    }

    [Theory]
    [InlineData("GET", 2)]
    [InlineData("POST", 1)]
    [InlineData("PUT", 1)]
    public async Task Connection_ThatBreaks_IsTriedAgainOnlyForReading(string method, int requests)
    {
        var broken = 0;
        _api.Answer = http =>
        {
            if (Interlocked.Increment(ref broken) == 1)
            {
                http.Abort();
                return Task.CompletedTask;
            }

            return http.Response.WriteAsync("{}");
        };

        var call = AdvanceUntilAsync(CallAsync(method));
        if (requests == 1)
        {
            await Should.ThrowAsync<HttpRequestException>(call);
        }
        else
        {
            await call;
        }

        _api.Requests.Count.ShouldBe(requests);
    }

    [Fact]
    public async Task Server_ThatNeverAnswers_IsGivenUp()
    {
        var release = new TaskCompletionSource();
        _api.Answer = _ => release.Task;

        var failure = await Should.ThrowAsync<HttpRequestException>(AdvanceUntilAsync(CallAsync("GET"), step: 5));

        release.SetResult();
        failure.Message.ShouldContain("did not answer GET api within 70 s");
    }

    private void Refuse(int times, int code, string? after)
    {
        var refused = 0;
        _api.Answer = http =>
        {
            if (Interlocked.Increment(ref refused) <= times)
            {
                http.Response.StatusCode = code;
                http.Response.Headers.RetryAfter = after;
            }

            return http.Response.WriteAsync("{}");
        };
    }

    private Task<JsonObject> CallAsync(string method) =>
        _connection.SendAsync<JsonObject>(new HttpMethod(method), "api", method == "GET" ? null : "{}"u8.ToArray(), "application/json", TestContext.Current.CancellationToken);

    private Task AdvanceUntilAsync(Task call, double step = 0.25) => _time.AdvanceUntilAsync(call, TimeSpan.FromSeconds(step));
}
