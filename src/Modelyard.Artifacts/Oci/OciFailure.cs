using System.Net;
using System.Text.Json;

namespace Modelyard.Artifacts;

/// <summary>What a registry's refusals mean.</summary>
internal sealed class OciFailure(HttpSender sender, string registry, bool hasCredentials, TimeProvider time)
{
    private const int LargestAnswer = 64 << 10;

    /// <param name="response">The refusal.</param>
    /// <param name="what">What was asked for, for the user.</param>
    internal async Task<FetchException> OfAsync(HttpResponseMessage response, string what, CancellationToken cancellationToken)
    {
        if (HttpStatusFailure.Transient(response, what, time) is { } transient)
        {
            return transient;
        }

        var (status, detail) = (response.StatusCode, await DetailAsync(response, cancellationToken));
        return status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => Refused(what, (int)status, detail),
            HttpStatusCode.NotFound => new(FetchFailure.NotFound,
                $"{what} is not in the registry {registry}{detail} Check the spelling, and that the credentials may see it if it is private."),
            HttpStatusCode.ProxyAuthenticationRequired => HttpStatusFailure.Of(response, what, time),
            _ => new(FetchFailure.Unsupported, $"{what} cannot be fetched: the registry {registry} answered HTTP {(int)status}{detail}"),
        };
    }

    internal FetchException Refused(string what, int status, string detail = ".") => new(FetchFailure.Unauthorized, hasCredentials
        ? $"the registry {registry} does not let these credentials read {what} (HTTP {status}){detail} Check user, password and what they allow."
        : $"the registry {registry} wants credentials for {what} (HTTP {status}){detail} Give user and password, or a token, in a secret.");

    private async Task<string> DetailAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            var body = await sender.ReadBytesAsync(response, LargestAnswer, cancellationToken);
            var first = JsonSerializer.Deserialize<Answer>(body, StoreJson.Options)?.Errors?.FirstOrDefault();
            return first?.Code is { } code ? $" ({Short(code)}{(first.Message is null ? "" : ": " + Short(first.Message))})." : ".";
        }
        catch (Exception e) when (e is JsonException or FetchException)
        {
            return ".";
        }
    }

    private static string Short(string text) => text.Length > 200 ? text[..200] + "…" : text.TrimEnd('.');

    private sealed record Answer(IReadOnlyList<Error>? Errors);

    private sealed record Error(string? Code, string? Message);
}
