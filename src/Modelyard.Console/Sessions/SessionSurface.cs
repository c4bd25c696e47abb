using Microsoft.AspNetCore.Http;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.WebConsole;

/// <summary><c>/session</c> and <c>/sessions</c>: who is signed in, signing in with a password, signing out, and another password.</summary>
internal sealed class SessionSurface(
    ConsoleOptions options, IResourceClient api, SessionBook sessions, PasswordSignIn signIn, PasswordChanges passwords, PlaygroundKeys keys, ProviderSignOut there) : IConsoleSurface
{
    public bool IsPrivate => true;

    public Task HandleAsync(HttpContext http, ConsoleSession? session)
    {
        if (session is not null && !IsSignIn(http.Request))
        {
            RequestGuard.RequireToken(http.Request, session);
        }

        return (http.Request.Path.Value, http.Request.Method) switch
        {
            ("/session", "GET" or "HEAD") => session is null ? DescribeSignInAsync(http) : DescribeAsync(http, session),
            ("/session", "POST") => SignInAsync(http, session),
            ("/session", "DELETE") => SignOutAsync(http, session),
            ("/sessions", "DELETE") => SignOutEverywhereAsync(http, session),
            ("/session/password", "POST") => ChangePasswordAsync(http, session),
            ("/session" or "/sessions" or "/session/password", _) => throw Refusal.MethodNotAllowed(),
            _ => throw Refusal.NotFound(),
        };
    }

    public Task RefuseAsync(HttpContext http, Refusal refusal) => http.Response.WriteAsJsonAsync(new RefusalAnswer(refusal.Reason, refusal.Message), http.RequestAborted);

    private static bool IsSignIn(HttpRequest request) => HttpMethods.IsPost(request.Method) && request.Path == "/session";

    private static Task DescribeAsync(HttpContext http, ConsoleSession session) => http.Response.WriteAsJsonAsync(SessionAnswer.Of(session), http.RequestAborted);

    private async Task DescribeSignInAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        var firstSteps = options.FirstPasswordFile is { } file && !http.Request.IsHttps && File.Exists(file)
            ? $"Sign in as admin. Its first password is in the file {file}, and \"modelyard up\" has shown it."
            : null;
        var providers = await api.ListAsync<IdentityProvider>(new ListOptions(), http.RequestAborted);
        await http.Response.WriteAsJsonAsync(
            new SignInChoices(true, [.. providers.Items.Select(p => new SignInProvider(p.Metadata.Name!, p.Spec.DisplayName ?? p.Metadata.Name!))], firstSteps), http.RequestAborted);
    }

    private async Task SignInAsync(HttpContext http, ConsoleSession? before)
    {
        var credentials = await JsonBody.ReadAsync<PasswordCredentials>(http);
        var user = await signIn.CheckAsync(http, credentials);
        await DescribeAsync(http, await sessions.BeginAsync(http, user, before));
    }

    private async Task SignOutAsync(HttpContext http, ConsoleSession? session)
    {
        _ = session ?? throw Refusal.NotSignedIn();
        await sessions.EndAsync(session, http.RequestAborted);
        await keys.RevokeAsync(session.Name, http.RequestAborted);
        await EndAsync(http, session);
    }

    private async Task SignOutEverywhereAsync(HttpContext http, ConsoleSession? session)
    {
        _ = session ?? throw Refusal.NotSignedIn();
        foreach (var ended in await sessions.EndAllAsync(session, http.RequestAborted))
        {
            await keys.RevokeAsync(ended, http.RequestAborted);
        }

        await EndAsync(http, session);
    }

    private async Task ChangePasswordAsync(HttpContext http, ConsoleSession? session)
    {
        var wanted = await JsonBody.ReadAsync<NewPassword>(http);
        var user = await passwords.ChangeAsync(http, session ?? throw Refusal.NotSignedIn(), wanted);

        // With the old password all its sessions have ended, this browser's too.
        await DescribeAsync(http, await sessions.BeginAsync(http, user, before: null));
    }

    private async Task EndAsync(HttpContext http, ConsoleSession session)
    {
        SessionCookie.Clear(http);
        if (await there.AddressAsync(http, session) is { } next)
        {
            await http.Response.WriteAsJsonAsync(new SignOutAnswer(next), http.RequestAborted);
        }
        else
        {
            http.Response.StatusCode = StatusCodes.Status204NoContent;
        }
    }
}
