using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Modelyard.ApiServer;

/// <summary>Answers questions: who am I, may I.</summary>
internal sealed class ReviewEndpoints(RequestAuthorizer authorizer)
{
    public async Task<bool> TryHandleAsync(HttpContext http, ResourcePath path, UserIdentity user)
    {
        if (path is not { Namespace: null, Name: null } || ReviewKinds.Find(path.Group, path.Version, path.Plural) is not { } kind)
        {
            return false;
        }

        if (!HttpMethods.IsPost(http.Request.Method))
        {
            throw StatusErrors.MethodNotAllowed();
        }

        var review = await ObjectDecoder.ReadAsync(http);
        ObjectDecoder.RequireKind(review, $"{kind.Group}/{kind.Version}", kind.Kind);
        review.Meta().CreationTimestamp = null;
        review["status"] = kind.Kind == "SelfSubjectReview" ? WhoAmI(user) : MayI(user, review["spec"] as JsonObject ?? []);
        await ResponseWriter.WriteAsync(http, StatusCodes.Created, review);
        return true;
    }

    private static JsonObject WhoAmI(UserIdentity user) => new()
    {
        ["userInfo"] = new JsonObject
        {
            ["username"] = user.Name,
            ["groups"] = new JsonArray([.. user.Groups.Select(g => (JsonNode?)g)]),
        },
    };

    private JsonObject MayI(UserIdentity user, JsonObject spec)
    {
        string Read(string part, string property) => spec[part]?[property]?.ToString() ?? "";
        if (spec["resourceAttributes"] is null == spec["nonResourceAttributes"] is null)
        {
            throw StatusErrors.BadRequest("spec.resourceAttributes: Invalid value: exactly one of nonResourceAttributes or resourceAttributes must be specified");
        }

        const string Resource = "resourceAttributes";
        var wanted = spec[Resource] is null
            ? new AccessAttributes(Read("nonResourceAttributes", "verb"), "", Read("nonResourceAttributes", "path"), "", "", "")
            : new AccessAttributes(
                Read(Resource, "verb"), Read(Resource, "group"), Read(Resource, "resource"), Read(Resource, "subresource"), Read(Resource, "namespace"), Read(Resource, "name"));
        return new JsonObject { ["allowed"] = authorizer.Allows(user, wanted) };
    }
}
