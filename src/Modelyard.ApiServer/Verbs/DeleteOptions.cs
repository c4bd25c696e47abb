using System.Text.Json;
using System.Text.Json.Serialization;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>How to delete: from the body, or from the query when there is none.</summary>
internal sealed record DeleteOptions
{
    public string? PropagationPolicy { get; init; }

    public bool? OrphanDependents { get; init; }

    public long? GracePeriodSeconds { get; init; }

    public DeletePreconditions? Preconditions { get; init; }

    public IReadOnlyList<string>? DryRun { get; init; }

    /// <summary>The call it is for; null for the server's own doing.</summary>
    [JsonIgnore]
    public RequestAudit? Audit { get; init; }

    public static async Task<DeleteOptions> ReadAsync(ApiRequest request)
    {
        var body = await RequestBody.ReadAsync(request.Http.Request, request.Aborted);
        var options = Parse(RequestBody.MediaType(request.Http.Request), body.Span);
        var policy = options.PropagationPolicy ?? request.Text("propagationPolicy") ?? (options.OrphanDependents == true ? "Orphan" : null);
        return policy is null or "Background" or "Foreground" or "Orphan"
            ? options with
            {
                PropagationPolicy = policy,
                Audit = RequestAudit.Of(request.Http),
                GracePeriodSeconds = options.GracePeriodSeconds ?? request.Number("gracePeriodSeconds"),
                DryRun = options.DryRun ?? (request.DryRun ? ["All"] : []),
            }
            : throw new StatusException(
                System.Net.HttpStatusCode.UnprocessableEntity,
                StatusReason.Invalid,
                $"DeleteOptions.meta.k8s.io \"\" is invalid: {FieldError.NotSupported("propagationPolicy", policy, ["Background", "Foreground", "Orphan"])}");
    }

    private static DeleteOptions Parse(string mediaType, ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty)
        {
            return new DeleteOptions();
        }

        try
        {
            return ObjectDecoder.Decode(mediaType, body).Deserialize<DeleteOptions>(ApiJson.Options)!;
        }
        catch (JsonException error)
        {
            throw StatusErrors.BadRequest($"the delete options are not valid: {error.Message}");
        }
    }
}

/// <summary>Delete only if the object is still this one.</summary>
internal sealed record DeletePreconditions(string? Uid, string? ResourceVersion);
