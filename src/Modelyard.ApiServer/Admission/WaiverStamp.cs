using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>
/// Nobody waives what scans found in a version who was not given the verb <c>waive</c> for it, nobody what they submitted themselves, and nobody for files they
/// have not seen: who, when and for which content the server writes itself.
/// </summary>
internal sealed class WaiverStamp(JudgedVersion versions, TimeProvider time) : IAuthorStamp
{
    /// <inheritdoc/>
    public string Kind => nameof(ScanWaiver);

    /// <inheritdoc/>
    public async ValueTask ApplyAsync(KindDescriptor kind, JsonObject document, JsonObject? live, UserIdentity user, CancellationToken cancellationToken)
    {
        if (live is not null || document["spec"] is not JsonObject spec)
        {
            return;
        }

        var version = await versions.RequireAsync(kind, document, user, "waive", cancellationToken);
        var name = document.Meta().Name ?? "";
        if (version["spec"]?["submitter"]?.ToString() == user.Name)
        {
            throw StatusErrors.Forbidden(kind, name, $"{user.Name} submitted the version {version.Meta().Name}: ask somebody else who may waive findings");
        }

        var now = time.GetUtcNow();
        if (DateTimeOffset.TryParse(spec["expires"]?.ToString(), CultureInfo.InvariantCulture, out var expires) && expires <= now)
        {
            throw StatusErrors.Invalid(kind, name, [FieldError.Invalid("spec.expires", spec["expires"]!.ToString(), "is in the past")]);
        }

        spec["owner"] ??= user.Name;
        spec["by"] = user.Name;
        spec["at"] = JsonSerializer.SerializeToNode(now, ApiJson.Options);
    }
}
