using System.Net;

namespace Modelyard.Api;

/// <summary>Kubernetes' answer for errors, and for deletions of objects that are gone at once.</summary>
public sealed class Status
{
    /// <summary>Always <c>v1</c>.</summary>
    public string ApiVersion { get; set; } = "v1";

    /// <summary>Always <c>Status</c>.</summary>
    public string Kind { get; set; } = "Status";

    /// <summary>List metadata; empty.</summary>
    public ListMeta Metadata { get; set; } = new();

    /// <summary><c>Success</c> or <c>Failure</c>; the field is named <c>status</c> on the wire.</summary>
    [System.Text.Json.Serialization.JsonPropertyName("status")]
    public string Outcome { get; set; } = "Failure";

    /// <summary>What went wrong and what to do, for a person.</summary>
    public string? Message { get; set; }

    /// <summary>Machine-readable reason, one of <see cref="StatusReason"/>.</summary>
    public string? Reason { get; set; }

    /// <summary>Which object and which fields are meant.</summary>
    public StatusDetails? Details { get; set; }

    /// <summary>The HTTP status code.</summary>
    public int Code { get; set; }
}

/// <summary>What a <see cref="Status"/> is about.</summary>
public sealed class StatusDetails
{
    /// <summary>Name of the object.</summary>
    public string? Name { get; set; }

    /// <summary>Group of the object.</summary>
    public string? Group { get; set; }

    /// <summary>Kind or plural resource name of the object.</summary>
    public string? Kind { get; set; }

    /// <summary>Uid of the object.</summary>
    public string? Uid { get; set; }

    /// <summary>One entry for each thing that is wrong.</summary>
    public List<StatusCause>? Causes { get; set; }

    /// <summary>Seconds after which trying again makes sense.</summary>
    public int? RetryAfterSeconds { get; set; }
}

/// <summary>One thing that is wrong.</summary>
public sealed class StatusCause
{
    /// <summary>Machine-readable reason, e.g. <c>FieldValueInvalid</c>, <c>FieldManagerConflict</c>.</summary>
    public string? Reason { get; set; }

    /// <summary>For a person.</summary>
    public string? Message { get; set; }

    /// <summary>Path of the field, e.g. <c>spec.predictor.model</c>.</summary>
    public string? Field { get; set; }
}

/// <summary>The reasons that clients compare against.</summary>
public static class StatusReason
{
#pragma warning disable CS1591 // The names are the documentation.
    public const string BadRequest = "BadRequest";
    public const string Unauthorized = "Unauthorized";
    public const string Forbidden = "Forbidden";
    public const string NotFound = "NotFound";
    public const string MethodNotAllowed = "MethodNotAllowed";
    public const string NotAcceptable = "NotAcceptable";
    public const string AlreadyExists = "AlreadyExists";
    public const string Conflict = "Conflict";
    public const string Gone = "Gone";
    public const string Expired = "Expired";
    public const string RequestEntityTooLarge = "RequestEntityTooLarge";
    public const string UnsupportedMediaType = "UnsupportedMediaType";
    public const string Invalid = "Invalid";
    public const string TooManyRequests = "TooManyRequests";
    public const string InternalError = "InternalError";
    public const string ServiceUnavailable = "ServiceUnavailable";
    public const string Timeout = "Timeout";
#pragma warning restore CS1591
}

/// <summary>A failure that carries the <see cref="Status"/> the API answers with, or was answered with.</summary>
public sealed class StatusException : Exception
{
    /// <summary>Wraps <paramref name="status"/>.</summary>
    public StatusException(Status status, Exception? inner = null)
        : base(status.Message ?? status.Reason, inner) => Status = status;

    /// <summary>A failure from its parts.</summary>
    public StatusException(HttpStatusCode code, string reason, string message, StatusDetails? details = null)
        : this(new Status { Code = (int)code, Reason = reason, Message = message, Details = details })
    {
    }

    /// <summary>The answer.</summary>
    public Status Status { get; }

    /// <summary>Whether whoever asked may not.</summary>
    public bool IsForbidden => Status.Code == 403;

    /// <summary>The object or the resource type does not exist.</summary>
    public bool IsNotFound => Status.Code == 404;

    /// <summary>The object was changed since it was read (not: it exists already).</summary>
    public bool IsConflict => Status is { Code: 409, Reason: not StatusReason.AlreadyExists };

    /// <summary>An object of this name exists already.</summary>
    public bool IsAlreadyExists => Status is { Code: 409, Reason: StatusReason.AlreadyExists };

    /// <summary>The revision asked for was compacted away: list again.</summary>
    public bool IsExpired => Status.Code == 410;

    /// <summary>The revision asked for is newer than all the server has: it fell behind, or its data went back to an earlier state.</summary>
    public bool IsUnknownRevision => Status.Details?.Causes?.Exists(c => c.Reason == "ResourceVersionTooLarge") == true;
}
