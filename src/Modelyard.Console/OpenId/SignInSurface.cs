using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.WebConsole;

/// <summary><c>/sign-in/PROVIDER</c>: to a provider and back (authorization code with PKCE). The only addresses that pages of others may lead to with effect.</summary>
internal sealed partial class SignInSurface(
    IResourceClient api, ProviderBook providers, CodeExchange exchange, SessionBook sessions, TicketSeal seal, TimeProvider time, ILogger<SignInSurface> logger) : IConsoleSurface
{
    private static readonly TimeSpan TimeToSignIn = TimeSpan.FromMinutes(10);

    public bool IsPrivate => false;

    public async Task HandleAsync(HttpContext http, ConsoleSession? session)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (!HttpMethods.IsGet(http.Request.Method))
        {
            throw Refusal.MethodNotAllowed();
        }

        try
        {
            switch ((http.Request.Path.Value ?? "").Split('/'))
            {
                case ["", "sign-in", { Length: > 0 } name]:
                    await LeaveAsync(http, name);
                    break;
                case ["", "sign-in", { Length: > 0 } name, "callback"]:
                    await ComeBackAsync(http, name);
                    break;
                default:
                    throw Refusal.NotFound();
            }
        }
        catch (ProviderException e)
        {
            Log.Failed(logger, http.Request.Path, e.Reason, e.Message);
            throw new RefusedException(new Refusal(e.Reason is "ProviderUnreachable" or "ProviderUnusable" or "ProviderRefused" ? 502 : 403, e.Reason, e.Message));
        }
    }

    public Task RefuseAsync(HttpContext http, Refusal refusal) => MessagePage.WriteAsync(http, "You are not signed in", refusal.Message);

    private async Task LeaveAsync(HttpContext http, string name)
    {
        var provider = await FindAsync(name, http.RequestAborted);
        var configuration = await providers.GetAsync(provider, http.RequestAborted);
        var ticket = SignInTicket.Create(name, LocalPath.Of(http.Request.Query["return"]), time.GetUtcNow() + TimeToSignIn);
        SignInCookie.Write(http, seal.Seal(ticket), TimeToSignIn);
        http.Response.Redirect(QueryHelpers.AddQueryString(configuration.AuthorizationEndpoint, new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = provider.Spec.ClientId,
            ["redirect_uri"] = RedirectUri(http, name),
            ["scope"] = string.Join(' ', (provider.Spec.Scopes ?? ["email", "profile"]).Prepend("openid").Distinct()),
            ["state"] = ticket.State,
            ["nonce"] = ticket.Nonce,
            ["code_challenge"] = ticket.Challenge,
            ["code_challenge_method"] = "S256",
        }));
    }

    private async Task ComeBackAsync(HttpContext http, string name)
    {
        var ticket = SignInCookie.Read(http.Request) is { } cookie ? seal.Open(cookie) : null;
        SignInCookie.Clear(http);
        var query = http.Request.Query;
        if (ticket is null || ticket.Provider != name || ticket.Expires < time.GetUtcNow() || !AreEqual(query["state"].ToString(), ticket.State))
        {
            throw Refusal.BadRequest("This way back from the provider does not belong to an attempt to sign in of this browser, or the attempt took too long. Sign in again.");
        }

        if (query["error"].ToString() is { Length: > 0 } error)
        {
            throw new ProviderException(
                "ProviderDenied", error == "access_denied" ? "The provider was not allowed to say who you are." : $"The provider did not sign you in: {Shorten(query["error_description"].ToString() is { Length: > 0 } why ? why : error)}");
        }

        if (query["code"].ToString() is not { Length: > 0 } code)
        {
            throw Refusal.BadRequest("The provider sent no code.");
        }

        var provider = await FindAsync(name, http.RequestAborted);
        var issuer = query["iss"].ToString();
        if (issuer.Length > 0 && issuer != provider.Spec.Issuer)
        {
            // RFC 9207: an answer of another provider, mixed up with this one's.
            throw Refusal.BadRequest("This answer is of another provider.");
        }

        var claims = await exchange.RedeemAsync(provider, ticket, code, RedirectUri(http, name), http.RequestAborted);
        var user = ProviderUser.Of(provider, claims);
        await BeginAsync(http, user);
        Log.SignedIn(logger, user.User!, name);
        http.Response.Redirect(ticket.Return);
    }

    private async Task BeginAsync(HttpContext http, SessionSpec user)
    {
        try
        {
            await sessions.BeginAsync(http, user, await sessions.FindAsync(http));
        }
        catch (StatusException e) when (e.Status is { Code: 422, Details.Causes: { Count: > 0 } causes } && causes.Any(c => c.Field == "spec.user"))
        {
            throw Refusal.Forbidden($"The account {user.User} is disabled here. Whoever administers this installation can enable it.");
        }
    }

    private async Task<IdentityProvider> FindAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await api.GetAsync<IdentityProvider>(new NamespacedName("", name), cancellationToken);
        }
        catch (StatusException e) when (e.IsNotFound)
        {
            throw Refusal.NotFound();
        }
    }

    private static string RedirectUri(HttpContext http, string name) => $"{http.Request.Scheme}://{http.Request.Host}/sign-in/{Uri.EscapeDataString(name)}/callback";

    private static bool AreEqual(string given, string wanted) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(wanted));

    private static string Shorten(string text) => text.Length <= 300 ? text : text[..300] + "…";

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{User} signed in with {Provider}")]
        public static partial void SignedIn(ILogger logger, string user, string provider);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Path}: nobody signed in ({Reason}): {Message}")]
        public static partial void Failed(ILogger logger, PathString path, string reason, string message);
    }
}
