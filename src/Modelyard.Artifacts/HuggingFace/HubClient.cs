using System.Text.Json;

namespace Modelyard.Artifacts;

/// <summary>Asks the hub's API.</summary>
internal sealed class HubClient(HttpSender sender, Uri endpoint, HttpCredentials credentials)
{
    internal Uri Endpoint { get; } = endpoint;

    internal Uri Address(string path) => new(Endpoint.AbsoluteUri.TrimEnd('/') + "/" + path);

    internal Task<HttpResponseMessage> GetAsync(
        Uri address, Action<System.Net.Http.Headers.HttpRequestHeaders>? headers, CancellationToken cancellationToken) =>
        sender.GetAsync(address, credentials, headers, cancellationToken);

    /// <param name="about">What the answer is about, for messages.</param>
    /// <param name="failure">What a refusal means.</param>
    internal async Task<(T Value, Uri? Next)> ReadAsync<T>(
        Uri address, string about, Func<HttpResponseMessage, CancellationToken, Task<FetchException>> failure, CancellationToken cancellationToken)
    {
        using var response = await sender.GetAsync(address, credentials, null, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw await failure(response, cancellationToken);
        }

        try
        {
            var value = await sender.ReadJsonAsync<T>(response, cancellationToken) ?? throw Nonsense(about, "is empty");
            return (value, HttpLinks.Next(response, address));
        }
        catch (JsonException e)
        {
            throw Nonsense(about, $"is not what the hub's API sends ({e.Message})");
        }
    }

    internal FetchException Nonsense(string about, string problem) =>
        new(FetchFailure.Unsupported, $"the answer of {Endpoint} about {about} {problem}. Is HF_ENDPOINT the address of a hub?");
}
