using System.Net;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Refusals in Kubernetes' own words: tools, and people's habits, match on them.</summary>
internal static class StatusErrors
{
    public static StatusException NotFound(KindDescriptor kind, string name) => NotFound(kind.Group, kind.Plural, name);

    public static StatusException NotFound(string group, string plural, string name) => new(
        HttpStatusCode.NotFound, StatusReason.NotFound, $"{KindNames.Qualify(plural, group)} \"{name}\" not found", Details(group, plural, name));

    public static StatusException AlreadyExists(KindDescriptor kind, string name) => new(
        HttpStatusCode.Conflict, StatusReason.AlreadyExists, $"{kind.QualifiedPlural()} \"{name}\" already exists", Details(kind, name));

    public static StatusException Conflict(KindDescriptor kind, string name, string why) => new(
        HttpStatusCode.Conflict, StatusReason.Conflict, $"Operation cannot be fulfilled on {kind.QualifiedPlural()} \"{name}\": {why}", Details(kind, name));

    public static StatusException Modified(KindDescriptor kind, string name) =>
        Conflict(kind, name, "the object has been modified; please apply your changes to the latest version and try again");

    public static StatusException BadRequest(string message) => new(HttpStatusCode.BadRequest, StatusReason.BadRequest, message);

    public static StatusException Forbidden(KindDescriptor kind, string name, string why) => new(
        HttpStatusCode.Forbidden,
        StatusReason.Forbidden,
        name.Length == 0 ? $"{kind.QualifiedPlural()} is forbidden: {why}" : $"{kind.QualifiedPlural()} \"{name}\" is forbidden: {why}",
        Details(kind, name.Length == 0 ? null : name));

    public static StatusException Invalid(KindDescriptor kind, string name, IReadOnlyList<FieldError> errors) => Invalid(kind.Group, kind.Kind, name, errors);

    public static StatusException Invalid(string group, string kind, string name, IReadOnlyList<FieldError> errors)
    {
        var details = Details(group, kind, name);
        details.Causes = [.. errors.Select(e => new StatusCause { Reason = e.Reason, Message = e.Message, Field = e.Field })];
        return new StatusException(
            HttpStatusCode.UnprocessableEntity, StatusReason.Invalid, $"{KindNames.Qualify(kind, group)} \"{name}\" is invalid: {Join(errors)}", details);
    }

    /// <summary>A patch whose result is no object of the kind.</summary>
    public static StatusException InvalidPatch(string patched, string why)
    {
        var error = FieldError.Invalid("patch", patched, why);
        return new StatusException(HttpStatusCode.UnprocessableEntity, StatusReason.Invalid, $" \"\" is invalid: {error}", new StatusDetails
        {
            Causes = [new StatusCause { Reason = error.Reason, Message = error.Message, Field = error.Field }],
        });
    }

    /// <summary>A patch that does not fit the object it is for.</summary>
    public static StatusException UnprocessablePatch(string why) => new(
        HttpStatusCode.UnprocessableEntity, StatusReason.Invalid, $"the server rejected our request due to an error in our request: {why}", new StatusDetails());

    public static StatusException NoSuchPath() =>
        new(HttpStatusCode.NotFound, StatusReason.NotFound, "the server could not find the requested resource", new StatusDetails());

    public static StatusException MethodNotAllowed() => new(
        HttpStatusCode.MethodNotAllowed, StatusReason.MethodNotAllowed, "the server does not allow this method on the requested resource", new StatusDetails());

    public static StatusException UnsupportedMediaType(string accepted) => new(
        HttpStatusCode.UnsupportedMediaType,
        StatusReason.UnsupportedMediaType,
        $"the body of the request was in an unknown format - accepted media types include: {accepted}");

    public static StatusException NotAcceptable(string offered) => new(
        HttpStatusCode.NotAcceptable, StatusReason.NotAcceptable, $"only the following media types are accepted: {offered}");

    public static StatusException TooLarge(long limit) => new(
        HttpStatusCode.RequestEntityTooLarge, StatusReason.RequestEntityTooLarge, $"Request entity too large: limit is {limit}");

    public static StatusException Unauthorized() => new(HttpStatusCode.Unauthorized, StatusReason.Unauthorized, "Unauthorized");

    /// <summary>A watch or list from a revision that is no longer kept.</summary>
    public static StatusException TooOld(long requested, long oldest) =>
        new(HttpStatusCode.Gone, StatusReason.Expired, $"too old resource version: {requested} ({oldest})");

    public static StatusException ContinueExpired() => new(
        HttpStatusCode.Gone,
        StatusReason.Expired,
        "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.");

    public static StatusException TooLargeVersion(long requested, long current) => new(
        HttpStatusCode.GatewayTimeout, StatusReason.Timeout, $"Too large resource version: {requested}, current: {current}", new StatusDetails
        {
            RetryAfterSeconds = 1,
            Causes = [new StatusCause { Reason = "ResourceVersionTooLarge", Message = "Too large resource version" }],
        });

    public static StatusException Unavailable(string message) =>
        new(HttpStatusCode.ServiceUnavailable, StatusReason.ServiceUnavailable, message, new StatusDetails { RetryAfterSeconds = 1 });

    public static StatusException TimedOut() => new(
        HttpStatusCode.GatewayTimeout, StatusReason.Timeout, "Timeout: request did not complete within the allotted timeout", new StatusDetails());

    /// <summary>Without a time to try again at: what may have happened must be looked at first.</summary>
    public static StatusException Uncertain(string message) => new(HttpStatusCode.GatewayTimeout, StatusReason.Timeout, message);

    public static StatusException TooManyRequests() => new(
        HttpStatusCode.TooManyRequests, StatusReason.TooManyRequests, "too many requests, please try again later", new StatusDetails { RetryAfterSeconds = 1 });

    public static StatusException TooManyRequests(string message, TimeSpan wait) => new(
        HttpStatusCode.TooManyRequests, StatusReason.TooManyRequests, message, new StatusDetails { RetryAfterSeconds = (int)Math.Ceiling(wait.TotalSeconds) });

    public static string Join(IReadOnlyList<FieldError> errors) =>
        errors.Count == 1 ? errors[0].ToString() : $"[{string.Join(", ", errors)}]";

    private static StatusDetails Details(KindDescriptor kind, string? name) => Details(kind.Group, kind.Plural, name);

    private static StatusDetails Details(string group, string kind, string? name) => new() { Name = name, Group = group.Length == 0 ? null : group, Kind = kind };
}
