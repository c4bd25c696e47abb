using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>How a write is to be done, besides what is written.</summary>
internal sealed record WriteOptions
{
    /// <summary>Who wants it; null for the server itself, which may do anything.</summary>
    public UserIdentity? User { get; init; }

    /// <summary>The call it is for; null for the server's own doing.</summary>
    public RequestAudit? Audit { get; init; }

    /// <summary>Who manages the fields that change.</summary>
    public required string FieldManager { get; init; }

    /// <summary><c>status</c>, or empty for the object itself.</summary>
    public string Subresource { get; init; } = "";

    /// <summary>Server-side apply has kept the record of managers itself.</summary>
    public bool IsApply { get; init; }

    /// <summary>Do everything but store.</summary>
    public bool DryRun { get; init; }

    /// <summary>What to do about unknown fields.</summary>
    public FieldValidation FieldValidation { get; init; } = FieldValidation.Warn;

    /// <summary>How unknown fields are refused: it depends on whether an object or a patch was sent.</summary>
    public Func<KindDescriptor, JsonObject, string, Exception> RefuseUnknown { get; init; } = StrictDecoding.RefuseObject;

    /// <summary>Told of everything the client should know although the write succeeds.</summary>
    public Action<string> Warn { get; init; } = static _ => { };

    public static WriteOptions Of(ApiRequest request) => new()
    {
        User = request.User,
        Audit = RequestAudit.Of(request.Http),
        FieldManager = request.FieldManager,
        Subresource = request.Path.Subresource ?? "",
        DryRun = request.DryRun,
        FieldValidation = request.FieldValidation,
        Warn = message => Tell(request.Http, message),
    };

    /// <summary>Sends a warning along with the answer, which clients show.</summary>
    public static void Tell(HttpContext http, string message) => http.Response.Headers.Append("Warning", $"299 - \"{Quote(message)}\"");

    /// <summary>For changes the server makes by itself.</summary>
    public static WriteOptions Internal { get; } = new() { FieldManager = "modelyard", FieldValidation = FieldValidation.Ignore };

    private static string Quote(string message) =>
        message.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
