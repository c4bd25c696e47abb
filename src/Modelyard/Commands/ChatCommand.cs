using System.CommandLine;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Modelyard.Commands;

/// <summary>Talks to a model through the gateway, as any client would; without a prompt, a conversation.</summary>
internal sealed class ChatCommand : ModelyardCommand
{
    private readonly Argument<string> _model = new("model") { Description = "The model's name." };
    private readonly Argument<string?> _prompt = new("prompt") { Description = "The message. Without one, messages are read line by line.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _system = new("--system") { Description = "System message." };
    private readonly Option<string?> _key = new("--key") { Description = "API key. Default: the one made by \"up\"." };
    private readonly Option<double?> _temperature = new("--temperature") { Description = "Sampling temperature, 0 to 2. Default: 0." };

    public ChatCommand()
        : base("chat", "Talk to a model through the gateway")
    {
        Add(_model);
        Add(_prompt);
        Add(_system);
        Add(_key);
        Add(_temperature);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var data = new DataDirectory(arguments.GetValue(SharedOptions.Data)!.FullName);
        var running = RunningControlPlane.Find(data)
            ?? throw new CommandFailure(ExitCodes.Unreachable, $"nothing runs on {data.Path}. Start it with \"modelyard up --detach\".");
        var key = arguments.GetValue(_key) ?? (await File.ReadAllTextAsync(data.ApiKey, cancellationToken)).Trim();
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var http = new HttpClient(handler) { BaseAddress = running.Gateway, Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);

        var messages = new JsonArray();
        if (arguments.GetValue(_system) is { } system)
        {
            messages.Add(Message("system", system));
        }

        if (arguments.GetValue(_prompt) is { } prompt)
        {
            messages.Add(Message("user", prompt));
            await ReplyAsync(http, arguments, messages, cancellationToken);
            return ExitCodes.Ok;
        }

        while (await ReadAsync(cancellationToken) is { } line)
        {
            if (line.Trim().Length > 0)
            {
                messages.Add(Message("user", line));
                messages.Add(Message("assistant", await ReplyAsync(http, arguments, messages, cancellationToken)));
            }
        }

        return ExitCodes.Ok;
    }

    private static async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        if (!Console.IsInputRedirected)
        {
            await Console.Error.WriteAsync("> ");
        }

        return await Console.In.ReadLineAsync(cancellationToken);
    }

    private async Task<string> ReplyAsync(HttpClient http, ParseResult arguments, JsonArray messages, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["model"] = arguments.GetValue(_model),
            ["messages"] = messages.DeepClone(),
            ["stream"] = true,
            ["temperature"] = arguments.GetValue(_temperature) ?? 0,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/chat/completions");
        request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw Failure(await response.Content.ReadAsStringAsync(cancellationToken), response.ReasonPhrase);
        }

        var reply = new StringBuilder();
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        while (await reader.ReadLineAsync(cancellationToken) is { } line && line != "data: [DONE]")
        {
            if (!line.StartsWith("data: ", StringComparison.Ordinal))
            {
                continue;
            }

            var chunk = JsonNode.Parse(line[6..])!;
            if (chunk["error"] is not null)
            {
                throw Failure(line[6..], null);
            }

            if (chunk["choices"] is JsonArray { Count: > 0 } choices && (string?)choices[0]!["delta"]?["content"] is { } text)
            {
                reply.Append(text);
                await Console.Out.WriteAsync(text);
            }
        }

        await Console.Out.WriteLineAsync();
        return reply.ToString();
    }

    private static JsonObject Message(string role, string content) => new() { ["role"] = role, ["content"] = content };

    private static CommandFailure Failure(string body, string? fallback)
    {
        try
        {
            return new CommandFailure(ExitCodes.Failed, (string?)JsonNode.Parse(body)?["error"]?["message"] ?? fallback ?? body);
        }
        catch (JsonException e)
        {
            return new CommandFailure(ExitCodes.Failed, fallback ?? body, e);
        }
    }
}
