using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>
/// Nobody waives what scans found in a version who was not given the verb <c>waive</c> for it, nobody what they submitted themselves, and nobody for files they
/// have not seen: who, when and for which content the server writes itself.
/// </summary>
internal sealed class WaiverStamp(ObjectStore objects, KindCatalog catalog, RequestAuthorizer authorizer, TimeProvider time)
{
    private const string Verb = "waive";
    private const string Versions = "modelversions";

    /// <exception cref="StatusException">Forbidden; or there is nothing to waive.</exception>
    public async ValueTask ApplyAsync(KindDescriptor kind, JsonObject document, JsonObject? live, UserIdentity? user, CancellationToken cancellationToken)
    {
        if (kind.Group != TenancyNames.Group || kind.Kind != nameof(ScanWaiver) || live is not null || user is null || document["spec"] is not JsonObject spec)
        {
            return;
        }

        var (space, name) = (document.Meta().Namespace!, spec["version"]?.ToString() ?? "");
        await authorizer.RequireAsync(user, new AccessAttributes(Verb, TenancyNames.Group, Versions, "", space, name), cancellationToken);
        var versions = catalog.Current.Find(TenancyNames.Group, "v1alpha1", Versions)!;
        var version = await objects.FindAsync(versions, space, name, cancellationToken) ?? throw StatusErrors.NotFound(versions, name);
        if (version["spec"]?["submitter"]?.ToString() == user.Name)
        {
            throw StatusErrors.Forbidden(kind, document.Meta().Name ?? "", $"{user.Name} submitted the version {name}: ask somebody else who may waive findings");
        }

        spec["digest"] = version["status"]?["digest"]?.DeepClone()
            ?? throw Invalid("spec.version", name, "its files are not in the library yet, so there is nothing to waive: wait until they are");
        var now = time.GetUtcNow();
        if (DateTimeOffset.TryParse(spec["expires"]?.ToString(), System.Globalization.CultureInfo.InvariantCulture, out var expires) && expires <= now)
        {
            throw Invalid("spec.expires", spec["expires"]!.ToString(), "is in the past");
        }

        spec["owner"] ??= user.Name;
        spec["by"] = user.Name;
        spec["at"] = JsonSerializer.SerializeToNode(now, ApiJson.Options);

        StatusException Invalid(string field, string value, string why) => StatusErrors.Invalid(kind, document.Meta().Name ?? "", [FieldError.Invalid(field, value, why)]);
    }
}
