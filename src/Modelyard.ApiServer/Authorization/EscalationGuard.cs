using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>
/// Nobody gives away rights that they do not hold, by writing a role or by binding one, unless they were given the verb
/// <c>escalate</c> or <c>bind</c> for that role.
/// </summary>
internal sealed class EscalationGuard(RequestAuthorizer authorizer, RoleBook book)
{
    /// <exception cref="StatusException">Forbidden, with the rights that are missing; or the role that is to be bound does not exist.</exception>
    public async ValueTask CheckAsync(KindDescriptor kind, JsonObject document, JsonObject? live, UserIdentity? user, CancellationToken cancellationToken)
    {
        if (kind.Group != RoleBook.Group || user is null || RequestAuthorizer.IsAdministrator(user))
        {
            return;
        }

        var request = new Request(kind, document.Meta().Namespace ?? "", document.Meta().Name!, user);
        if (kind.Plural is "rolebindings" or "clusterrolebindings")
        {
            // With nobody in it a binding gives nothing away; with the same people in it, nothing more.
            if (!JsonNode.DeepEquals(document["subjects"], live?["subjects"]))
            {
                await CheckBindingAsync(request, document["roleRef"].Deserialize<RoleRef>(ApiJson.Options)!, cancellationToken);
            }
        }
        else if (!JsonNode.DeepEquals(document["rules"], live?["rules"]) || !JsonNode.DeepEquals(document["aggregationRule"], live?["aggregationRule"]))
        {
            await CheckRoleAsync(request, document, cancellationToken);
        }
    }

    private async ValueTask CheckRoleAsync(Request request, JsonObject document, CancellationToken cancellationToken)
    {
        var escalate = new AccessAttributes("escalate", RoleBook.Group, request.Kind.Plural, "", request.Namespace, request.Name);
        if (await authorizer.AllowsAsync(request.User, escalate, cancellationToken))
        {
            return;
        }

        // An aggregated role will hold whatever anybody labels for it: only who holds everything may make one.
        var given = document["aggregationRule"] is null
            ? document["rules"].Deserialize<List<PolicyRule>>(ApiJson.Options) ?? []
            : [new PolicyRule { Verbs = ["*"], ApiGroups = ["*"], Resources = ["*"] }, new PolicyRule { Verbs = ["*"], NonResourceUrls = ["*"] }];
        await RequireHeldAsync(request, given, cancellationToken);
    }

    private async ValueTask CheckBindingAsync(Request request, RoleRef role, CancellationToken cancellationToken)
    {
        var plural = role.Kind == "ClusterRole" ? "clusterroles" : "roles";
        if (await authorizer.AllowsAsync(request.User, new AccessAttributes("bind", RoleBook.Group, plural, "", request.Namespace, role.Name!), cancellationToken))
        {
            return;
        }

        var given = book.Current.RulesOf(role, request.Namespace)
            ?? throw StatusErrors.NotFound(RoleBook.Group, plural, role.Name!);
        await RequireHeldAsync(request, given, cancellationToken);
    }

    private async ValueTask RequireHeldAsync(Request request, IReadOnlyList<PolicyRule> given, CancellationToken cancellationToken)
    {
        var held = await authorizer.RulesForAsync(request.User, request.Namespace, cancellationToken);
        var missing = given.SelectMany(rule => RuleMatch.Missing(held, rule)).Select(Describe).Distinct().ToList();
        if (missing.Count > 0)
        {
            var groups = string.Join(' ', request.User.Groups.Select(g => $"\"{g}\""));
            throw StatusErrors.Forbidden(
                request.Kind,
                request.Name,
                $"user \"{request.User.Name}\" (groups=[{groups}]) is attempting to grant RBAC permissions not currently held:\n{string.Join('\n', missing)}");
        }
    }

    private static string Describe(PolicyRule part)
    {
        static string Texts(List<string> values) => $"[{string.Join(' ', values.Select(v => $"\"{v}\""))}]";
        var what = part.NonResourceUrls is { } urls
            ? $"NonResourceURLs:{Texts(urls)}"
            : $"APIGroups:{Texts(part.ApiGroups!)}, Resources:{Texts(part.Resources!)}{(part.ResourceNames is { } names ? $", ResourceNames:{Texts(names)}" : "")}";
        return $"{{{what}, Verbs:{Texts(part.Verbs!)}}}";
    }

    private sealed record Request(KindDescriptor Kind, string Namespace, string Name, UserIdentity User);
}
