using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Modelyard.Artifacts;

/// <summary>
/// Answers a registry's challenges: nobody knows beforehand whether it wants nothing, a password, or a token for each repository. Tokens are
/// used until the registry does not take them any more.
/// </summary>
/// <param name="sender">Asks for tokens.</param>
/// <param name="registry">For messages.</param>
/// <param name="own">Credentials for the registry.</param>
/// <param name="mayBePlain">They may be sent without encryption.</param>
/// <param name="failure">What refusals mean.</param>
internal sealed class OciAuthorization(
    HttpSender sender, string registry, AuthenticationHeaderValue? own, bool mayBePlain, OciFailure failure)
{
    private readonly SemaphoreSlim _one = new(1);
    private readonly ConcurrentDictionary<string, AuthenticationHeaderValue> _answers = new(StringComparer.Ordinal);

    /// <param name="scope">A repository, the catalogue, or nothing in particular.</param>
    internal AuthenticationHeaderValue? For(string scope) =>
        _answers.GetValueOrDefault(scope) ?? (own is { Scheme: "Bearer" } ? own : null);

    /// <summary>Gets what the registry asked for.</summary>
    /// <param name="used">What it refused.</param>
    /// <exception cref="FetchException">Nothing else can be tried.</exception>
    internal async Task AnswerAsync(
        OciChallenge? challenge, string scope, AuthenticationHeaderValue? used, string what, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (For(scope) != used)
            {
                // Another download was refused as well, and was quicker.
                return;
            }

            _answers[scope] = challenge switch
            {
                // A token that was given is meant for the registry alone, not for whoever hands out tokens.
                { IsBearer: true } when own is not { Scheme: "Bearer" } => await TokenAsync(challenge, scope, what, cancellationToken),
                { IsBearer: false } when own is { Scheme: "Basic" } && used is null => own,
                _ => throw failure.Refused(what, 401),
            };
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<AuthenticationHeaderValue> TokenAsync(
        OciChallenge challenge, string scope, string what, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(challenge.Realm, UriKind.Absolute, out var realm) || realm.Scheme is not ("http" or "https"))
        {
            throw new FetchException(FetchFailure.Unsupported, $"the registry {registry} asks for a token, but names no address to get it from.");
        }

        if (own is not null && realm.Scheme == "http" && !realm.IsLoopback && !mayBePlain)
        {
            throw new FetchException(FetchFailure.Unsupported,
                $"the registry {registry} wants the password sent to {realm.Authority} without encryption, which is not done. "
                    + "Serve tokens over https, or allow plain HTTP for this source.");
        }

        var query = realm.Query.Length > 1 ? realm.Query[1..] + "&" : "";
        query += $"service={Uri.EscapeDataString(challenge.Service ?? registry)}";
        if ((challenge.Scope ?? scope) is { Length: > 0 } wanted)
        {
            query += $"&scope={Uri.EscapeDataString(wanted)}";
        }

        var address = new UriBuilder(realm) { Query = query }.Uri;
        using var response = await sender.GetAsync(address, HttpCredentials.For(realm, own), null, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw await failure.OfAsync(response, what, cancellationToken);
        }

        try
        {
            var answer = await sender.ReadJsonAsync<TokenAnswer>(response, cancellationToken);
            return (answer?.Token ?? answer?.AccessToken) is { Length: > 0 } token && !token.Any(char.IsControl)
                ? new AuthenticationHeaderValue("Bearer", token)
                : throw new FetchException(FetchFailure.Unsupported, $"{realm.Authority} sent no token for the registry {registry}.");
        }
        catch (JsonException e)
        {
            throw new FetchException(FetchFailure.Unsupported,
                $"{realm.Authority}, which the registry {registry} names for tokens, sent something else than a token.", e);
        }
    }

    private sealed record TokenAnswer(
        string? Token, [property: System.Text.Json.Serialization.JsonPropertyName("access_token")] string? AccessToken);
}
