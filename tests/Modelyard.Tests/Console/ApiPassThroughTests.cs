using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Modelyard.Tests.ApiServer;

namespace Modelyard.Tests.WebConsole;

/// <summary>The API as a browser reaches it: with the rights of whoever is signed in, whatever the browser says.</summary>
public sealed class ApiPassThroughTests(ConsoleFixture fixture) : IClassFixture<ConsoleFixture>
{
    private const string Admins = """["modelyard:platform-admins"]""";

    [Fact]
    public async Task Calls_HaveTheRightsOfTheUser_AndAreRecordedAsTheirs()
    {
        using var browser = await fixture.SignedInAsync();
        var user = (await browser.GetAsync("/session")).Body.Text("user")!;
        var refused = await browser.CallAsync(HttpMethod.Post, "/k8s/api/v1/namespaces", Objects.Namespace("mine"));
        refused.Code.ShouldBe(403);
        refused.Body.Text("kind").ShouldBe("Status");
        refused.Message.ShouldContain(user);

        using var admin = await fixture.SignedInAsync(Admins);
        var name = $"made-{Guid.NewGuid():n}"[..20];
        (await admin.CallAsync(HttpMethod.Post, "/k8s/api/v1/namespaces", Objects.Namespace(name))).Code.ShouldBe(201);
        var records = await fixture.Api.GetAsync("/apis/ledger.modelyard.dev/v1alpha1/auditevents?fieldSelector=objectRef.resource%3Dnamespaces");
        var record = records.Body["items"]!.AsArray().Single(i => i!.Text("objectRef.name") == name)!;
        record.Text("user.username").ShouldBe("system:modelyard:console");
        record.Text("impersonatedUser.username").ShouldBe((await admin.GetAsync("/session")).Body.Text("user"));
        record.Text("sourceIPs.0").ShouldBe("127.0.0.1");
    }

    [Fact]
    public async Task NobodySignedIn_IsRefusedAsByTheApi()
    {
        using var browser = fixture.NewBrowser();
        var reply = await browser.GetAsync("/k8s/api/v1/namespaces");
        reply.Code.ShouldBe(401);
        reply.Body.Text("kind").ShouldBe("Status");
        reply.Reason.ShouldBe("Unauthorized");
        reply.Response.Headers.WwwAuthenticate.ShouldBeEmpty();
    }

    [Fact]
    public async Task HeadersThatSayWhoOneIs_DoNotCount()
    {
        using var browser = await fixture.SignedInAsync();
        var user = (await browser.GetAsync("/session")).Body.Text("user")!;
        foreach (var header in new[] { "Impersonate-User", "impersonate-group", "Impersonate-Uid", "Impersonate-Extra-Scopes", "Authorization", "X-Forwarded-For" })
        {
            var reply = await browser.CallAsync(
                HttpMethod.Post, "/k8s/apis/authentication.k8s.io/v1/selfsubjectreviews", Objects.Parse("""{"apiVersion":"authentication.k8s.io/v1","kind":"SelfSubjectReview"}"""), (header, "system:masters"));
            reply.Code.ShouldBe(201, reply.Message);
            reply.Body.Text("status.userInfo.username").ShouldBe(user);
            reply.Body.ToJsonString().ShouldNotContain("system:masters");
        }
    }

    [Fact]
    public async Task Watches_PassEventsOnAsTheyCome_AndEndWithTheSession()
    {
        using var browser = await fixture.SignedInAsync(Admins);
        var project = await fixture.Api.NewNamespaceAsync();
        using var response = await browser.SendAsync(HttpMethod.Get, $"/k8s/api/v1/namespaces/{project}/configmaps?watch=true", until: HttpCompletionOption.ResponseHeadersRead);
        ((int)response.StatusCode).ShouldBe(200);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync());
        for (var i = 0; i < 3; i++)
        {
            (await fixture.Api.PostAsync($"/api/v1/namespaces/{project}/configmaps", Objects.Parse($$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c-{{{i}}}"}}"""))).Code.ShouldBe(201);
            var line = await lines.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20));
            JsonNode.Parse(line!)!.Text("object.metadata.name").ShouldBe($"c-{i}");
        }

        await browser.CallAsync(HttpMethod.Delete, "/session");
        await Should.ThrowAsync<IOException>(async () =>
        {
            while (await lines.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20)) is not null)
            {
            }
        });
    }

    [Fact]
    public async Task StoppingTheConsole_EndsItsStreams()
    {
        using var browser = await fixture.SignedInAsync(Admins);
        var console = await fixture.StartAsync();
        using var there = fixture.NewBrowser(console);
        there.Cookies[$"modelyard_session_{console.Address.Port}"] = browser.Cookies.Values.Single();
        using var response = await there.SendAsync(HttpMethod.Get, "/k8s/api/v1/namespaces?watch=true", until: HttpCompletionOption.ResponseHeadersRead);
        ((int)response.StatusCode).ShouldBe(200);
        await console.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Theory]
    [InlineData("/k8s/api/v1/namespaces/..%2f..%2f..%2fhealthz")]
    [InlineData("/k8s/api/v1/namespaces/default%2fsecrets/token")]
    [InlineData("/k8s/api/v1/namespaces/default%252fsecrets")]
    [InlineData("/k8s/api/v1/namespaces/%252e%252e/x")]
    [InlineData("/k8s/api/v1/namespaces/a%5cb")]
    [InlineData("/k8s/api/v1/namespaces/a%0d%0ab")]
    public async Task PathsThatCouldMeanSomethingElse_AreRefused(string target)
    {
        using var browser = await fixture.SignedInAsync(Admins);
        var answer = await RawRequest.GetAsync(fixture.Console.Address, target, browser.Cookie);
        answer.ShouldStartWith("HTTP/1.1 400 ");
    }

    [Theory]
    [InlineData("/k8s/../session")]
    [InlineData("/k8s/%2e%2e/session")]
    public async Task DotsInAPath_AreTakenAwayBeforeAnythingIsDecided(string target)
    {
        var answer = await RawRequest.GetAsync(fixture.Console.Address, target, "");
        answer.ShouldStartWith("HTTP/1.1 401 ");
        answer.ShouldContain("\"local\":true");
    }

    [Fact]
    public async Task LargeBodies_AreRefusedInTheWordsOfTheApi()
    {
        using var browser = await fixture.SignedInAsync(Admins);
        var reply = await Reply.ReadAsync(await browser.SendAsync(
            HttpMethod.Post, "/k8s/api/v1/namespaces", new StringContent($$"""{"pad":"{{new string('a', 4 * 1024 * 1024)}}"}""", Encoding.UTF8, "application/json")));
        reply.Code.ShouldBe(413);
        reply.Reason.ShouldBe("RequestEntityTooLarge");
    }

    [Fact]
    public async Task AClientThatSendsItsBodyTooSlowly_IsLetGo()
    {
        using var browser = await fixture.SignedInAsync(Admins);
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", fixture.Console.Address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /k8s/api/v1/namespaces HTTP/1.1\r\nHost: {fixture.Console.Address.Authority}\r\nCookie: {browser.Cookie}\r\nX-Modelyard-CSRF: {browser.Csrf}\r\n"
            + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"));
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
        answer.ShouldNotBeNull().ShouldStartWith("HTTP/1.1 4");
    }

    [Fact]
    public async Task PatchesAndLists_GoThrough()
    {
        using var browser = await fixture.SignedInAsync(Admins);
        var project = await fixture.Api.NewNamespaceAsync();
        var applied = await Reply.ReadAsync(await browser.SendAsync(
            HttpMethod.Patch,
            $"/k8s/api/v1/namespaces/{project}/configmaps/c?fieldManager=console",
            new StringContent("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"},"data":{"a":"1"}}""", Encoding.UTF8, "application/apply-patch+yaml")));
        applied.Code.ShouldBe(201, applied.Message);
        var table = await browser.GetAsync($"/k8s/api/v1/namespaces/{project}/configmaps?labelSelector=!none", ("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io"));
        table.Body.Text("kind").ShouldBe("Table");
        (await browser.GetAsync("/k8s/openapi/v3")).Code.ShouldBe(200);
        (await browser.CallAsync(HttpMethod.Delete, $"/k8s/api/v1/namespaces/{project}/configmaps/c")).Code.ShouldBe(200);
    }
}
