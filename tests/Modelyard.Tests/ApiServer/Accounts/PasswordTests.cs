using static Modelyard.Tests.ApiServer.AccountApi;

namespace Modelyard.Tests.ApiServer;

public sealed class PasswordTests(LedgerApiServer server) : IClassFixture<LedgerApiServer>
{
    private const string Other = "nine umbrellas for a walrus";

    [Fact]
    public async Task Change_WithTheCurrentOne_EndsSessionsAndTheDutyToChange()
    {
        var name = await server.NewAccountAsync();
        var (_, token) = await server.NewSessionAsync(name);
        using var me = server.As(name);

        var changed = await me.AskAsync("PasswordChange", "passwordchanges", $$"""{"current":"{{Password}}","new":"{{Other}}"}""");

        changed.Code.ShouldBe(201, changed.Message);
        changed.Body["spec"].ShouldBeNull();
        (await server.ReviewAsync(token)).Text("status.authenticated").ShouldBe("false");
        (await server.SignInAsync(name, Password)).Body.Text("status.authenticated").ShouldBe("false");
        var answer = (await server.SignInAsync(name, Other)).Body;
        (answer.Text("status.authenticated"), answer.Text("status.mustChangePassword")).ShouldBe(("true", "false"));
    }

    [Fact]
    public async Task Change_WithWrongOnes_IsCountedAsSigningInIs()
    {
        var name = await server.NewAccountAsync();
        using var me = server.As(name);
        var wrong = $$"""{"current":"wrong password, again","new":"{{Other}}"}""";

        for (var i = 0; i < 3; i++)
        {
            (await me.AskAsync("PasswordChange", "passwordchanges", wrong)).Code.ShouldBe(403);
        }

        var limited = await me.AskAsync("PasswordChange", "passwordchanges", wrong);
        limited.Code.ShouldBe(429);
        limited.Response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        (await server.SignInAsync(name, Password)).Body.Text("status.reason").ShouldBe("TooManyAttempts");
    }

    [Theory]
    [InlineData(Password)]
    [InlineData("short")]
    public async Task Change_ToWhatIsNoBetter_IsToldWithItsField(string password)
    {
        using var me = server.As(await server.NewAccountAsync());

        var refused = await me.AskAsync("PasswordChange", "passwordchanges", $$"""{"current":"{{Password}}","new":"{{password}}"}""");

        refused.Code.ShouldBe(422);
        refused.Body.Text("details.causes.0.field").ShouldBe("spec.new");
        refused.Message.ShouldNotContain(Password);
    }

    [Fact]
    public async Task Change_OfWhoHasNoAccount_IsForbidden()
    {
        using var nobody = server.As("nobody@acme.example");

        (await nobody.AskAsync("PasswordChange", "passwordchanges", $$"""{"current":"{{Password}}","new":"{{Other}}"}""")).Code.ShouldBe(403);
    }

    [Fact]
    public async Task Reset_ByAnAdministrator_ShowsANewOneAndSignsOut()
    {
        var name = await server.NewAccountAsync();
        var (_, token) = await server.NewSessionAsync(name);
        for (var i = 0; i < 3; i++)
        {
            await server.SignInAsync(name, "wrong password, again");
        }

        var reset = await server.Client.AskAsync("PasswordReset", "passwordresets", $$"""{"account":"{{name}}"}""");

        reset.Code.ShouldBe(201, reset.Message);
        (await server.ReviewAsync(token)).Text("status.authenticated").ShouldBe("false");
        var answer = (await server.SignInAsync(name, reset.Body.Text("status.password")!)).Body;
        (answer.Text("status.authenticated"), answer.Text("status.mustChangePassword")).ShouldBe(("true", "true"));
        (await server.Client.AskAsync("PasswordReset", "passwordresets", """{"account":"nobody"}""")).Code.ShouldBe(404);
    }

    [Fact]
    public async Task Reset_WithAGivenOne_ShowsNone()
    {
        var name = await server.NewAccountAsync();

        var reset = await server.Client.AskAsync("PasswordReset", "passwordresets", $$"""{"account":"{{name}}","password":"{{Other}}"}""");

        reset.Code.ShouldBe(201, reset.Message);
        reset.Body.ToJsonString().ShouldNotContain(Other);
        (await server.SignInAsync(name, Other)).Body.Text("status.authenticated").ShouldBe("true");
    }
}
