using Microsoft.AspNetCore.Http;
using Modelyard.Api;

namespace Modelyard.WebConsole;

/// <summary>Another password for whoever is signed in with one. It ends all sessions of the old one; the browser at hand gets a new one.</summary>
internal sealed class PasswordChanges(ApiTransport api, AddressThrottle throttle)
{
    /// <exception cref="RefusedException">The old password is not right, or the new one is not good enough.</exception>
    public async Task<SessionSpec> ChangeAsync(HttpContext http, ConsoleSession session, NewPassword wanted)
    {
        if (session.Provider != Session.Local)
        {
            throw Refusal.Forbidden($"Your password is kept by {session.Provider}: change it there.");
        }

        if (wanted is not { Current.Length: > 0, New.Length: > 0 })
        {
            throw Refusal.BadRequest("Send current and new.");
        }

        using var attempt = throttle.Begin(http.Connection.RemoteIpAddress);
        try
        {
            await api.CreateAsync(
                new PasswordChange { Spec = new PasswordChangeSpec { Current = wanted.Current, New = wanted.New } }, session, http, http.RequestAborted);
        }
        catch (StatusException e) when (e.IsForbidden)
        {
            throttle.Blame(http.Connection.RemoteIpAddress);
            throw Refusal.Forbidden("The current password is not right.");
        }
        catch (StatusException e) when (e.Status is { Code: 422, Details.Causes: { Count: > 0 } causes })
        {
            throw new RefusedException(Refusal.Of(e.Status) with { Message = "The new password " + string.Join(", and ", causes.Select(c => c.Message?.Replace("Forbidden: ", "", StringComparison.Ordinal))) + "." });
        }

        return new SessionSpec { User = session.User, DisplayName = session.DisplayName, Groups = [.. session.Groups], Provider = session.Provider };
    }
}
