using System.Globalization;
using Microsoft.AspNetCore.Http;
using Modelyard.Api;

namespace Modelyard.WebConsole;

/// <summary>Why something is not done, in a form that every surface can tell.</summary>
/// <param name="Status">The HTTP status code.</param>
/// <param name="Reason">One word for programs, of <see cref="StatusReason"/> where one fits.</param>
/// <param name="Message">For a person: what to do.</param>
/// <param name="RetryAfter">When trying again makes sense.</param>
internal sealed record Refusal(int Status, string Reason, string Message, TimeSpan? RetryAfter = null)
{
    public static RefusedException NotSignedIn() => new(new Refusal(401, StatusReason.Unauthorized, "You are not signed in, or your session has ended: sign in again."));

    public static RefusedException Forbidden(string message) => new(new Refusal(403, StatusReason.Forbidden, message));

    public static RefusedException BadRequest(string message) => new(new Refusal(400, StatusReason.BadRequest, message));

    public static RefusedException NotFound() => new(new Refusal(404, StatusReason.NotFound, "There is nothing at this address."));

    public static RefusedException MethodNotAllowed() => new(new Refusal(405, StatusReason.MethodNotAllowed, "This address does not take this method."));

    /// <summary>A refusal of the API, of something the console asked it for.</summary>
    public static Refusal Of(Status status) => new(
        status.Code,
        status.Reason ?? StatusReason.InternalError,
        status.Message ?? "The API refused this without saying why.",
        status.Details?.RetryAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null);

    public void AddTo(HttpResponse response)
    {
        response.StatusCode = Status;
        if (RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }
    }
}

/// <summary>A request that is refused.</summary>
internal sealed class RefusedException(Refusal refusal) : Exception(refusal.Message)
{
    public Refusal Refusal => refusal;
}
