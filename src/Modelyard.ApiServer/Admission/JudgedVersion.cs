using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>The version that somebody's decision is about: they need a verb for it, and to have seen its files.</summary>
internal sealed class JudgedVersion(ObjectStore objects, KindCatalog catalog, RequestAuthorizer authorizer)
{
    private const string Versions = "modelversions";

    /// <summary>Finds the version that <c>spec.version</c> of a decision names, and writes its digest into <c>spec.digest</c>.</summary>
    /// <param name="kind">Kind of the decision.</param>
    /// <param name="document">The decision.</param>
    /// <param name="user">Whose it is.</param>
    /// <param name="verb">What they must be allowed to do with the version.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StatusException">Forbidden; there is no such version; or it is not what they have seen.</exception>
    public async ValueTask<JsonObject> RequireAsync(KindDescriptor kind, JsonObject document, UserIdentity user, string verb, CancellationToken cancellationToken)
    {
        var spec = document["spec"]!.AsObject();
        var (space, name) = (document.Meta().Namespace!, spec["version"]?.ToString() ?? "");
        await authorizer.RequireAsync(user, new AccessAttributes(verb, TenancyNames.Group, Versions, "", space, name), cancellationToken);
        var versions = catalog.Current.Find(TenancyNames.Group, "v1alpha1", Versions)!;
        var version = await objects.FindAsync(versions, space, name, cancellationToken) ?? throw StatusErrors.NotFound(versions, name);
        var digest = version["status"]?["digest"]?.ToString()
            ?? throw StatusErrors.Invalid(kind, document.Meta().Name ?? "", [FieldError.Invalid("spec.version", name, $"its files are not in the library yet, so there is nothing to {verb}: wait until they are")]);
        if (spec["digest"]?.ToString() is { } seen && seen != digest)
        {
            throw StatusErrors.Conflict(kind, document.Meta().Name ?? "", $"the decision is about {seen}, and {name} is {digest}: look at the version again, then decide");
        }

        spec["digest"] = digest;
        return version;
    }
}
