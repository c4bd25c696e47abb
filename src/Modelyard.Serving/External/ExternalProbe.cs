using System.Net.Http.Headers;
using System.Text.Json;
using Modelyard.Api;

namespace Modelyard.Serving;

/// <summary>Asks a service elsewhere which models it has: whether it is there, takes the key and knows the model.</summary>
internal sealed class ExternalProbe(ExternalPace pace, TimeProvider time) : IDisposable
{
    // Some services list thousands.
    private const int MostBytes = 8 * 1024 * 1024;

    // As the gateway calls it: what works here must work there.
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.Zero })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = MostBytes,
    };

    public async Task<ExternalVerdict> AskAsync(ExternalEngine engine, string model, string? key, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(pace.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, engine.Url!.TrimEnd('/') + "/v1/models");
            if (key is not null)
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
            }

            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return response.IsSuccessStatusCode
                ? Judge(engine, model, await ModelsOfAsync(response, either.Token))
                : ExternalVerdict.OfStatus(engine, response.StatusCode);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ExternalVerdict.TimedOut(engine, pace.Timeout);
        }
        catch (HttpRequestException fault)
        {
            return ExternalVerdict.OfFault(engine, fault);
        }
    }

    public void Dispose() => _http.Dispose();

    private static ExternalVerdict Judge(ExternalEngine engine, string model, IReadOnlyCollection<string>? offered) =>
        offered is null ? ExternalVerdict.ListsNothing(engine)
        : offered.Contains(model) ? ExternalVerdict.Reachable(engine)
        : ExternalVerdict.ModelNotOffered(engine, model, offered);

    /// <summary>The ids in a list in OpenAI's form; null when it is something else.</summary>
    private static async Task<IReadOnlyCollection<string>?> ModelsOfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await response.Content.LoadIntoBufferAsync(MostBytes, cancellationToken);
            using var list = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellationToken), default, cancellationToken);
            return list.RootElement.ValueKind == JsonValueKind.Object
                && list.RootElement.TryGetProperty("data", out var data)
                && data.ValueKind == JsonValueKind.Array
                ? [.. data.EnumerateArray().Select(IdOf).OfType<string>()]
                : null;
        }
        catch (Exception e) when (e is JsonException or HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded })
        {
            return null;
        }
    }

    private static string? IdOf(JsonElement model) =>
        model.ValueKind == JsonValueKind.Object && model.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;
}
