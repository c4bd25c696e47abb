using System.Net;
using System.Text.Json;

namespace Modelyard.Artifacts;

/// <summary>
/// What the hub's refusals mean. It answers 401 both for a repository that does not exist and for one the caller may not see, and tells
/// which only in <c>X-Error-Code</c>; so the messages name both possibilities where the hub does not decide.
/// </summary>
internal sealed class HubFailure(HttpSender sender, Uri endpoint, HubModelUri uri, bool hasToken, TimeProvider time)
{
    private string Page => $"{endpoint.AbsoluteUri.TrimEnd('/')}/{uri.Repository}";

    private string TokenPage => $"{endpoint.AbsoluteUri.TrimEnd('/')}/settings/tokens";

    internal async Task<FetchException> OfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.RequestMessage?.RequestUri is { } asked && asked.Authority != endpoint.Authority)
        {
            return OfContentNetwork(response, asked);
        }

        if (HttpStatusFailure.Transient(response, $"{uri.Display} at {endpoint.Authority}", time) is { } transient)
        {
            return response.StatusCode == HttpStatusCode.TooManyRequests && !hasToken
                ? new(transient.Reason, transient.Message + " With a token (HF_TOKEN) the hub allows more.", null, transient.RetryAfter)
                : transient;
        }

        return (Header(response, "X-Error-Code"), response.StatusCode) switch
        {
            ("GatedRepo", _) => Gated(),
            ("RevisionNotFound", _) => new(FetchFailure.NotFound,
                $"{uri.Repository} has no revision \"{uri.Revision}\". "
                    + $"Use a branch, tag or commit listed at {Page}/tree/main; to choose files of a revision, "
                    + $"write hf://{uri.Repository}/<file or glob>."),
            ("EntryNotFound", _) => new(FetchFailure.NotFound, $"{uri.Display}: the file is listed, but gone. Fetch the model again."),
            ("RepoNotFound", _) => NoRepository(),
            (_, HttpStatusCode.Unauthorized) => hasToken ? BadToken() : NoRepository(),
            (_, HttpStatusCode.Forbidden) => new(FetchFailure.Unauthorized,
                $"the hub refuses to give {uri.Repository} to this token: "
                    + $"{await DetailAsync(response, cancellationToken)} Give the token read access to it at {TokenPage}."),
            (_, HttpStatusCode.NotFound) => NoRepository(),
            (var code, var status) => new(FetchFailure.Unsupported,
                $"the hub answered HTTP {(int)status} {code} for {uri.Display}: {await DetailAsync(response, cancellationToken)}"),
        };
    }

    /// <summary>Links there are signed for minutes only; the next attempt asks the hub for a fresh one.</summary>
    private FetchException OfContentNetwork(HttpResponseMessage response, Uri asked) => (int)response.StatusCode is 401 or 403
        ? new(FetchFailure.Unreachable,
            $"{uri.Display}: {asked.Authority}, to which the hub redirects, refused its link (HTTP {(int)response.StatusCode}).")
        : HttpStatusFailure.Of(response, $"{uri.Display} at {asked.Authority}", time);

    private FetchException Gated() => new(FetchFailure.Gated, hasToken
        ? $"{uri.Repository} is gated and the account of this token has no access yet: "
            + $"accept its terms at {Page}, wait for approval where it is needed, and fetch again."
        : $"{uri.Repository} is gated: accept its terms at {Page}, create a read token at {TokenPage} and set it as HF_TOKEN, or as token in the Secret of a source of the library.");

    private FetchException NoRepository() => new(FetchFailure.NotFound, hasToken
        ? $"there is no model {uri.Repository} at {endpoint.Authority} that this token may see. "
            + "Check the spelling, and that the token's account has access if it is private."
        : $"there is no public model {uri.Repository} at {endpoint.Authority}. "
            + "Check the spelling; if it is private, set a token with access to it as HF_TOKEN, or as token in the Secret of a source of the library.");

    private FetchException BadToken() => new(FetchFailure.Unauthorized,
        $"the hub at {endpoint.Authority} does not accept the token for {uri.Repository}: it may be expired or mistyped. "
            + $"Create a new read token at {TokenPage}.");

    private async Task<string> DetailAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (Header(response, "X-Error-Message") is { Length: > 0 } message)
        {
            return Sentence(message);
        }

        try
        {
            return Sentence((await sender.ReadJsonAsync<HubError>(response, cancellationToken))?.Message ?? "it gave no reason");
        }
        catch (Exception e) when (e is JsonException or FetchException)
        {
            return "it gave no reason.";
        }
    }

    private static string Sentence(string text) => (text.Length > 300 ? text[..300] + "…" : text).TrimEnd('.', ' ') + ".";

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.First() : null;
}
