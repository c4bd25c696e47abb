using System.Text.Json.Nodes;
using static Modelyard.Tests.ApiServer.AccountApi;

namespace Modelyard.Tests.ApiServer;

public sealed class SignInTests(LedgerApiServer server) : IClassFixture<LedgerApiServer>
{
    [Fact]
    public async Task SignIn_RightPassword_SaysWhoTheyAre()
    {
        var name = await server.NewAccountAsync("""["modelyard:a"]""");

        var answer = await server.SignInAsync($" {name.ToUpperInvariant()} ", Password);

        answer.Code.ShouldBe(201, answer.Message);
        answer.Body.ToJsonString().ShouldNotContain(Password);
        answer.Body["status"]!.ToJsonString().ShouldBe(
            $$"""{"authenticated":true,"user":"{{name}}","displayName":"A Person","groups":["modelyard:a"],"mustChangePassword":true}""");
    }

    [Fact]
    public async Task SignIn_WrongPasswords_MakeTheRightOneWaitToo()
    {
        var (known, unknown) = (await server.NewAccountAsync(), NewName());
        var answers = new List<string>();
        foreach (var name in (string[])[known, unknown])
        {
            for (var i = 0; i < 5; i++)
            {
                answers.Add((await server.SignInAsync(name, "wrong password, again")).Body["status"]!.ToJsonString());
            }
        }

        answers[0].ShouldBe("""{"authenticated":false,"reason":"InvalidCredentials"}""");
        answers[2].ShouldBe("""{"authenticated":false,"reason":"InvalidCredentials","retryAfterSeconds":1}""");
        answers[3].ShouldContain("TooManyAttempts");
        answers[5..8].ShouldBe(answers[..3]);

        (await server.SignInAsync(known, Password)).Body.Text("status.reason").ShouldBe("TooManyAttempts");
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        (await server.SignInAsync(known, Password)).Body.Text("status.authenticated").ShouldBe("true");
    }

    [Fact]
    public async Task SignIn_ByWhoMayNot_IsForbidden() =>
        (await server.As("somebody").AskAsync("SignIn", "signins", """{"user":"a","password":"b"}""")).Code.ShouldBe(403);

    [Fact]
    public async Task SignIn_Any_IsInTheAuditTrailWithTheAccountAndTheAddress()
    {
        var name = await server.NewAccountAsync();
        await server.SignInAsync(name, Password);
        await server.SignInAsync(name, "wrong password, again");

        var events = (await EventsOfAsync(name)).Where(e => e.Text("objectRef.resource") == "signins").ToList();

        events.Select(e => e.Text("responseStatus.code")).ShouldBe(["401", "201"]);
        events[0].Text("responseStatus.reason").ShouldBe("InvalidCredentials");
        events.ShouldAllBe(e => e.Text("sourceIPs.0") == "192.0.2.1" && e.Text("user.username") == "tester");
        events.ShouldAllBe(e => !e.ToJsonString().Contains("wrong password") && !e.ToJsonString().Contains(Password));
    }

    [Theory]
    [InlineData("""{"user":"a"}""")]
    [InlineData("""{"user":"a","password":"\ud800"}""")]
    [InlineData("""{"user":"a","password":7}""")]
    public async Task SignIn_NotReadable_IsRefusedAndNotAnError(string spec) =>
        (await server.Client.AskAsync("SignIn", "signins", spec)).Code.ShouldBeOneOf(400, 422);

    private async Task<IReadOnlyList<JsonNode>> EventsOfAsync(string account) =>
        [.. (await server.GetAsync(Of("auditevents"))).Body["items"]!.AsArray().Where(e => e?["annotations"]?["audit.modelyard.dev/account"]?.ToString() == account).Select(e => e!)];
}
