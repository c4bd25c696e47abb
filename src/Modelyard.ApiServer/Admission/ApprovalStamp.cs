using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>
/// Nobody decides about a version who was not given the verb <c>approve</c> for it, nobody in another's name, and nobody about files
/// they have not seen: who, when and about which content the server writes itself.
/// </summary>
internal sealed class ApprovalStamp(ObjectStore objects, KindCatalog catalog, RequestAuthorizer authorizer, TimeProvider time)
{
    private const string Verb = "approve";
    private const string Versions = "modelversions";

    /// <exception cref="StatusException">Forbidden; or there is nothing to decide about.</exception>
    public async ValueTask ApplyAsync(KindDescriptor kind, JsonObject document, JsonObject? live, UserIdentity? user, CancellationToken cancellationToken)
    {
        if (kind.Group != TenancyNames.Group || kind.Kind != nameof(ModelApproval) || user is null || document["spec"] is not JsonObject spec)
        {
            return;
        }

        if (live is not null)
        {
            return;
        }

        var (space, name) = (document.Meta().Namespace!, spec["version"]?.ToString() ?? "");
        await authorizer.RequireAsync(user, new AccessAttributes(Verb, TenancyNames.Group, Versions, "", space, name), cancellationToken);
        var versions = catalog.Current.Find(TenancyNames.Group, "v1alpha1", Versions)!;
        var version = await objects.FindAsync(versions, space, name, cancellationToken) ?? throw StatusErrors.NotFound(versions, name);
        spec["digest"] = version["status"]?["digest"]?.DeepClone()
            ?? throw StatusErrors.Invalid(kind, document.Meta().Name ?? "", [FieldError.Invalid("spec.version", name, "its files are not in the library yet, so there is nothing to decide about: wait until they are")]);
        spec["approver"] = user.Name;
        spec["groups"] = new JsonArray([.. user.Groups.Select(g => (JsonNode?)g)]);
        spec["at"] = JsonSerializer.SerializeToNode(time.GetUtcNow(), ApiJson.Options);
    }
}
