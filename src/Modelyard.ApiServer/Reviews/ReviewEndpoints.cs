using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Modelyard.ApiServer;

/// <summary>Answers questions: who am I, whose token is this, may I, may they, what may I.</summary>
internal sealed class ReviewEndpoints(RequestAuthorizer authorizer, AccessReviews access, ServiceAccountTokens tokens)
{
    public async Task<bool> TryHandleAsync(HttpContext http, ResourcePath path, UserIdentity user)
    {
        if (ReviewKinds.Find(path) is not { } kind)
        {
            return false;
        }

        if (!HttpMethods.IsPost(http.Request.Method))
        {
            throw StatusErrors.MethodNotAllowed();
        }

        await authorizer.RequireAsync(user, new AccessAttributes("create", kind.Group, kind.Plural, "", path.Namespace ?? "", ""), http.RequestAborted);
        var review = await ObjectDecoder.ReadAsync(http);
        ObjectDecoder.FillKind(review, $"{kind.Group}/{kind.Version}", kind.Kind);
        ObjectDecoder.RequireKind(review, $"{kind.Group}/{kind.Version}", kind.Kind);
        review.Meta().CreationTimestamp = null;
        var spec = review["spec"] as JsonObject ?? [];
        review["status"] = kind.Kind switch
        {
            "SelfSubjectReview" => new JsonObject { ["userInfo"] = UserInfo(user) },
            "TokenReview" => await WhoseAsync(spec, http.RequestAborted),
            "SelfSubjectRulesReview" => await access.RulesAsync(user, spec, http.RequestAborted),
            "SelfSubjectAccessReview" => await access.MayAsync(user, spec, http.RequestAborted),
            _ => await access.MayAsync(AccessReviews.Subject(spec), AccessReviews.Within(path.Namespace, spec), http.RequestAborted),
        };
        await ResponseWriter.WriteAsync(http, StatusCodes.Created, review);
        return true;
    }

    private async Task<JsonObject> WhoseAsync(JsonObject spec, CancellationToken cancellationToken)
    {
        var audiences = spec["audiences"] is JsonArray { Count: > 0 } asked ? asked.Select(a => a!.ToString()).ToList() : [ServiceAccountTokens.Issuer];
        return await tokens.FindAsync(spec["token"]?.ToString() ?? "", audiences, cancellationToken) is { } found
            ? new JsonObject
            {
                ["authenticated"] = true,
                ["user"] = UserInfo(found.User),
                ["audiences"] = new JsonArray([.. found.Audiences.Select(a => (JsonNode?)a)]),
            }
            : new JsonObject { ["user"] = new JsonObject(), ["error"] = "the token is not one of this server's, has expired, or its service account is gone" };
    }

    private static JsonObject UserInfo(UserIdentity user)
    {
        var info = new JsonObject { ["username"] = user.Name };
        if (user.Uid is not null)
        {
            info["uid"] = user.Uid;
        }

        info["groups"] = new JsonArray([.. user.Groups.Select(g => (JsonNode?)g)]);
        return info;
    }
}
