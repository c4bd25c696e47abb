using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Modelyard.Client;

namespace Modelyard.Tests.Client;

public sealed class UserAgentTests
{
    [Fact]
    public async Task Requests_SayWhichProgramSendsThem_SoThatChangesHaveAManager()
    {
        var server = new Listening();
        using var connection = new ApiConnection(server, new Uri("https://api.example"));

        await connection.GetAsync<JsonObject>("api/v1/namespaces/demo", TestContext.Current.CancellationToken);

        server.UserAgent.ShouldNotBeNull().ShouldMatch(@"^modelyard/\d+\.\d+\.\d+$");
    }

    private sealed class Listening : HttpMessageHandler
    {
        public string? UserAgent { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            UserAgent = request.Headers.UserAgent.ToString();
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("{}", Encoding.UTF8, "application/json") });
        }
    }
}
