using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Modelyard;

/// <summary>The model every new installation starts with, and the question it is asked to show that it works.</summary>
internal static class Demo
{
    public const string Namespace = "demo";
    public const string Model = "atlas";
    public const string Question = "What is the capital of France?";

    /// <summary>The answer of the demo model, through the gateway with a real key; null while no replica can answer.</summary>
    /// <exception cref="HttpRequestException">The gateway refused or could not be reached.</exception>
    public static async Task<string?> AskAsync(Uri gateway, string apiKey, CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var http = new HttpClient(handler);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway, "v1/chat/completions"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
        var body = new JsonObject
        {
            ["model"] = Model,
            ["temperature"] = 0,
            ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = Question }),
        };
        request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            return null;
        }

        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode && (string?)JsonNode.Parse(text)?["choices"]?[0]?["message"]?["content"] is { } answer
            ? answer
            : throw new HttpRequestException($"the model did not answer: {text}");
    }
}
