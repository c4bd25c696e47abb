using Microsoft.AspNetCore.Http;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.WebConsole;

/// <summary>Signing in with a password. Each account makes its guessers wait, which the API sees to; each address does so here, for those who try many accounts.</summary>
internal sealed class PasswordSignIn(IResourceClient api, AddressThrottle throttle)
{
    private const string Refused = "The name or the password is not right.";

    /// <exception cref="RefusedException">It is not the password, or too many were tried.</exception>
    public async Task<SessionSpec> CheckAsync(HttpContext http, PasswordCredentials given)
    {
        if (given is not { User: { Length: > 0 } user, Password: { Length: > 0 } password })
        {
            throw Refusal.BadRequest("Send user and password.");
        }

        var address = http.Connection.RemoteIpAddress;
        using var attempt = throttle.Begin(address);
        var answer = await api.CreateAsync(
            new SignIn { Spec = new SignInSpec { User = user.Trim(), Password = password, Address = address?.ToString() } }, http.RequestAborted);
        if (answer.Status is { Authenticated: true } found)
        {
            throttle.Forgive(address);
            return new SessionSpec { User = found.User, DisplayName = found.DisplayName, Groups = found.Groups, Provider = Session.Local };
        }

        throttle.Blame(address);
        TimeSpan? wait = answer.Status?.RetryAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        throw answer.Status?.Reason == "TooManyAttempts"
            ? AddressThrottle.TooMany(wait ?? TimeSpan.FromSeconds(1))
            : new RefusedException(new Refusal(401, StatusReason.Unauthorized, Refused, wait));
    }
}
