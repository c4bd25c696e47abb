using System.Text.Json.Nodes;

namespace Modelyard.Tests.ApiServer;

/// <summary>A running watch, read event by event.</summary>
public sealed class WatchReader : IAsyncDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(20));

    private WatchReader(HttpResponseMessage response, StreamReader lines) => (_response, _lines) = (response, lines);

    public static async Task<WatchReader> OpenAsync(HttpClient client, string path, string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        return new WatchReader(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
    }

    public async Task<JsonNode> NextAsync() => await NextOrEndAsync() ?? throw new InvalidOperationException("The watch has ended.");

    public async Task<JsonNode?> NextOrEndAsync() => await _lines.ReadLineAsync(_patience.Token) is { } line ? JsonNode.Parse(line) : null;

    public ValueTask DisposeAsync()
    {
        _lines.Dispose();
        _response.Dispose();
        _patience.Dispose();
        return ValueTask.CompletedTask;
    }
}
