using System.Net;
using System.Text.Json.Nodes;

namespace Modelyard.Console.Tests;

/// <summary>A command as the console shows it, run as whoever copied it would.</summary>
internal sealed record Curl(string Command)
{
    // The text stays as it is shown; what it is answered with is told besides.
    private const string TellStatus = """curl() { command curl -sS -w '\n%{http_code}' "$@"; }""";

    public async Task<(HttpStatusCode Status, JsonNode Body)> RunAsync()
    {
        var lines = (await Shell.RunAsync("bash", ["-c", $"{TellStatus}\n{Command}"])).Succeeded().TrimEnd().Split('\n');
        return ((HttpStatusCode)int.Parse(lines[^1], System.Globalization.CultureInfo.InvariantCulture), JsonNode.Parse(string.Join('\n', lines[..^1]))!);
    }

    /// <summary>What the model said.</summary>
    public async Task<string> AnswerAsync()
    {
        var (status, body) = await RunAsync();
        status.ShouldBe(HttpStatusCode.OK, body.ToJsonString());
        return (string)body["choices"]![0]!["message"]!["content"]!;
    }

    /// <summary>Runs it until it is refused, in the form that OpenAI's clients read.</summary>
    public async Task<JsonNode> RefusalAsync(HttpStatusCode status, TimeSpan limit)
    {
        var (_, body) = await Installation.EventuallyAsync(RunAsync, answer => answer.Status == status, limit);
        return body["error"].ShouldNotBeNull(body.ToJsonString());
    }
}
