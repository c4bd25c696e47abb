using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Answers what somebody may do.</summary>
internal sealed class AccessReviews(RequestAuthorizer authorizer)
{
    private const string Resource = "resourceAttributes";
    private const string Path = "nonResourceAttributes";

    /// <summary>Whether a user may do the one thing a review names.</summary>
    public async Task<JsonObject> MayAsync(UserIdentity user, JsonObject spec, CancellationToken cancellationToken)
    {
        string Read(string part, string property) => spec[part]?[property]?.ToString() ?? "";
        if (spec[Resource] is null == spec[Path] is null)
        {
            throw StatusErrors.BadRequest($"spec.{Resource}: Invalid value: exactly one of {Path} or {Resource} must be specified");
        }

        var wanted = spec[Resource] is null
            ? AccessAttributes.OfPath(Read(Path, "verb"), Read(Path, "path"))
            : new AccessAttributes(
                Read(Resource, "verb"), Read(Resource, "group"), Read(Resource, "resource"), Read(Resource, "subresource"), Read(Resource, "namespace"), Read(Resource, "name"));
        return new JsonObject { ["allowed"] = await authorizer.AllowsAsync(user, wanted, cancellationToken) };
    }

    /// <summary>All that a user may do in a namespace, as <c>kubectl auth can-i --list</c> shows it.</summary>
    public async Task<JsonObject> RulesAsync(UserIdentity user, JsonObject spec, CancellationToken cancellationToken)
    {
        var @namespace = spec["namespace"]?.ToString() is { Length: > 0 } given
            ? given
            : throw StatusErrors.BadRequest("no namespace on request");
        var rules = await authorizer.RulesForAsync(user, @namespace, cancellationToken);
        return new JsonObject
        {
            ["resourceRules"] = Documents(rules.Where(r => r.NonResourceUrls is null or [])),
            ["nonResourceRules"] = Documents(rules.Where(r => r.NonResourceUrls is { Count: > 0 })),
            ["incomplete"] = false,
        };
    }

    /// <summary>The user a review asks about.</summary>
    public static UserIdentity Subject(JsonObject spec)
    {
        var (name, groups) = (spec["user"]?.ToString() ?? "", spec["groups"] as JsonArray ?? []);
        return name.Length > 0 || groups.Count > 0
            ? new UserIdentity(name, [.. groups.Select(g => g?.ToString()).OfType<string>()])
            : throw StatusErrors.BadRequest("spec.user: Invalid value: \"\": at least one of user or group must be specified");
    }

    /// <summary>A local review asks about its own namespace only.</summary>
    public static JsonObject Within(string? @namespace, JsonObject spec)
    {
        if (@namespace is not null && (spec[Resource]?["namespace"]?.ToString() != @namespace || spec[Path] is not null))
        {
            throw StatusErrors.BadRequest($"spec.{Resource}.namespace: Invalid value: must match metadata.namespace: {@namespace}");
        }

        return spec;
    }

    private static JsonArray Documents(IEnumerable<PolicyRule> rules) => new([.. rules.Select(r => JsonSerializer.SerializeToNode(r, ApiJson.Options))]);
}
