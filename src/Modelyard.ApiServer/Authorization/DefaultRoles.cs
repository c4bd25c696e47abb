using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>The roles every cluster has. They are put back at each start as far as something was taken from them, and keep what was added.</summary>
internal sealed class DefaultRoles(ObjectStore objects, ObjectWriter writer, KindCatalog catalog)
{
    // The group of those who run the installation from the console, and the console itself.
    private const string PlatformAdmins = "modelyard:platform-admins";
    private const string ConsoleUser = "system:modelyard:console";

    private const string Bootstrapping = "kubernetes.io/bootstrapping";
    private const string AutoUpdate = "rbac.authorization.kubernetes.io/autoupdate";
    private const string Aggregate = "rbac.authorization.k8s.io/aggregate-to-";

    private static readonly string[] Read = ["get", "list", "watch"];
    private static readonly string[] Write = ["create", "delete", "deletecollection", "patch", "update"];

    private static readonly string[] Workloads = ["inferenceservices", "servingruntimes"];
    private static readonly string[] Deployments = ["endpoints", "modeldeployments"];
    private const string Archive = $"modelversions/{ArchiveExportVerb.Subresource}";
    private const string Sync = $"modelrepositories/{SyncVerb.Subresource}";

    private static readonly string[] LibraryShown =
    [
        "modelapprovals", "modelrepositories", "models", "modelscanreports", "modelsignatures", "modelversions",
        $"modelversions/{VersionDocumentVerb.Bom}", $"modelversions/{VersionDocumentVerb.Card}", "retentionpolicies", "scanwaivers",
    ];

    private static readonly string[] LibraryEdited = ["modelrepositories", "models", "modelsignatures", "modelversions", "retentionpolicies"];
    private static readonly string[] LedgerShown = ["apikeys", "members", "usagerecords"];
    private static readonly string[] Visible = ["configmaps", "events", "pods", "serviceaccounts", "services"];
    private static readonly string[] Editable = ["configmaps", "pods", "secrets", "serviceaccounts", "services"];

    /// <summary>Creates those that are missing, and completes the others unless their annotation says not to.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        foreach (var role in Roles())
        {
            await EnsureAsync("clusterroles", role, cancellationToken);
        }

        foreach (var binding in Bindings())
        {
            await EnsureAsync("clusterrolebindings", binding, cancellationToken);
        }
    }

    private static IEnumerable<ClusterRole> Roles()
    {
        yield return Role("cluster-admin", [Rule(["*"], ["*"], ["*"]), new PolicyRule { Verbs = ["*"], NonResourceUrls = ["*"] }]);
        yield return Sum("admin", "admin");
        yield return Sum("edit", "edit");
        yield return Sum("view", "view");
        yield return Part(
            "admin",
            "admin",
            Rule(["create"], ["authorization.k8s.io"], ["localsubjectaccessreviews"]),
            Rule([.. Read, .. Write], [RoleBook.Group], ["roles", "rolebindings"]),
            Rule(Read, [LedgerKinds.ApiKeys.Group], LedgerShown),
            Rule([ApiKeyKind.Manage, .. Write], [LedgerKinds.ApiKeys.Group], ["apikeys"]),
            Rule(Write, [LedgerKinds.ApiKeys.Group], ["members"]),
            Rule(Write, [TenancyNames.Group], LibraryEdited),
            Rule(["create"], [TenancyNames.Group], [QuestionKinds.RepositoryPreviews.Plural, QuestionKinds.RetentionPreviews.Plural, QuestionKinds.ModelImports.Plural, QuestionKinds.ContentReviews.Plural, Sync]),
            Rule(["get"], [TenancyNames.Group], [Archive]));
        yield return Part(
            "edit",
            ["edit", "admin"],
            Rule(Read, [""], ["secrets"]),
            Rule(Write, [""], Editable),
            Rule(["create"], [""], ["serviceaccounts/token"]),
            Rule(["impersonate"], [""], ["serviceaccounts"]),
            Rule([.. Read, .. Write], ["coordination.k8s.io"], ["leases"]),
            Rule(Write, ["serving.kserve.io"], Workloads),
            Rule(Write, [TenancyNames.Group], Deployments),

            // Their own, as long as they do not manage those of others.
            Rule(["create", "delete", "get", "list"], [LedgerKinds.ApiKeys.Group], ["apikeys"]));
        yield return Part(
            "view",
            ["view", "edit", "admin"],
            Rule(Read, [""], [.. Visible, "namespaces", "pods/log", "pods/status", "services/status"]),

            // Whoever is limited sees by how much. A quota is set from outside, as in Kubernetes: an organization's own administrators have the role
            // admin in its projects, and a limit that they could lift would be none. Whoever divides an organization's share is given a role for it.
            Rule(Read, [""], ["resourcequotas", "resourcequotas/status"]),
            Rule(Read, ["serving.kserve.io"], [.. Workloads, "inferenceservices/status"]),
            Rule(Read, [TenancyNames.Group], [.. Deployments, "endpoints/status", "modeldeployments/status"]),
            Rule(Read, [TenancyNames.Group], [.. LibraryShown, "modelrepositories/status", "models/status", "modelversions/status", "retentionpolicies/status"]),
            Rule(["create"], [TenancyNames.Group], [QuestionKinds.DeploymentReviews.Plural]),
            Rule(["create"], [LedgerKinds.ApiKeys.Group], [LedgerKinds.UsageReports.Plural, LedgerKinds.UsageSeries.Plural]),
            Rule(["get", "list"], [LedgerKinds.ApiKeys.Group], [LedgerKinds.ServingRecords.Plural]));
        yield return Role(
            "library-admin",
            [
                Rule([.. Read, .. Write], [TenancyNames.Group], LibraryEdited),
                Rule(Read, [TenancyNames.Group], LibraryShown),
                Rule(["create"], [TenancyNames.Group], [QuestionKinds.RepositoryPreviews.Plural, QuestionKinds.RetentionPreviews.Plural, QuestionKinds.ModelImports.Plural, QuestionKinds.ContentReviews.Plural, Sync]),
                Rule(["get"], [TenancyNames.Group], [Archive]),
            ]);
        yield return Role(
            "library-approver",
            [
                Rule(Read, [TenancyNames.Group], [.. LibraryShown, "approvalpolicies", "signaturepolicies"]),
                Rule(["approve"], [TenancyNames.Group], ["modelversions"]),
                Rule(["create"], [TenancyNames.Group], ["modelapprovals"]),
            ]);

        // Not among the rights of those who approve: whoever answers for a risk and whoever lets the model run can be two people.
        yield return Role(
            "library-waiver",
            [
                Rule(Read, [TenancyNames.Group], [.. LibraryShown, "scanpolicies"]),
                Rule(["waive"], [TenancyNames.Group], ["modelversions"]),
                Rule(["create", "delete"], [TenancyNames.Group], ["scanwaivers"]),
            ]);

        // Not among the rights of those who deploy: where a project enforces its policy, what engines run is for those who would be trusted with an approval.
        yield return Role(EngineNames.Role, [Rule([EngineNames.Verb], [TenancyNames.Group], [EngineNames.Resource])]);

        // For the token that a registry sends its notifications with.
        yield return Role("library-notifier", [Rule(["create"], [TenancyNames.Group], [Sync])]);
        yield return Role(
            "auditor",
            [
                Rule(Read, [LedgerKinds.ApiKeys.Group], [LedgerKinds.AuditEvents.Plural, LedgerKinds.ServingRecords.Plural]),
                Rule(["create"], [LedgerKinds.ApiKeys.Group], [LedgerKinds.AuditVerifications.Plural]),
            ]);
        yield return Role("usage-viewer", [Rule(["create"], [LedgerKinds.ApiKeys.Group], [LedgerKinds.ClusterUsageReports.Plural, LedgerKinds.ClusterUsageSeries.Plural])]);
        yield return Role(
            "system:basic-user",
            [
                Rule(["create"], ["authorization.k8s.io"], ["selfsubjectaccessreviews", "selfsubjectrulesreviews"]),
                Rule(["create"], ["authentication.k8s.io"], ["selfsubjectreviews"]),
                Rule(["create"], [LedgerKinds.Accounts.Group], [LedgerKinds.PasswordChanges.Plural, LedgerKinds.SelfProjectsReviews.Plural]),

                // Their own: those of others are only for who has rights to accounts.
                Rule(["delete", "deletecollection", "get", "list"], [LedgerKinds.Accounts.Group], [LedgerKinds.Sessions.Plural]),
            ]);
        yield return Role(
            "system:discovery",
            [new PolicyRule { Verbs = ["get"], NonResourceUrls = ["/api", "/api/*", "/apis", "/apis/*", "/healthz", "/livez", "/openapi", "/openapi/*", "/readyz", "/version", "/version/"] }]);
        yield return Role(
            ConsoleUser,
            [
                Rule(["create"], [LedgerKinds.Accounts.Group], [LedgerKinds.SignIns.Plural, LedgerKinds.Sessions.Plural, LedgerKinds.SessionReviews.Plural]),
                Rule(["impersonate"], [""], ["users", "groups"]),

                // To take back the keys it has made for people, whose own right to that may have been taken; and to sign in with a provider.
                Rule(["delete", ApiKeyKind.Manage], [LedgerKinds.ApiKeys.Group], [LedgerKinds.ApiKeys.Plural]),
                Rule(["get"], [""], ["secrets"]),
                Rule(Read, [TenancyNames.Group], ["identityproviders"]),
            ]);
        yield return Role(
            "system:auth-delegator",
            [
                Rule(["create"], ["authentication.k8s.io"], ["tokenreviews"]),
                Rule(["create"], ["authorization.k8s.io"], ["subjectaccessreviews"]),
            ]);
    }

    private static IEnumerable<ClusterRoleBinding> Bindings()
    {
        yield return Binding("cluster-admin", "cluster-admin", "Group", UserIdentity.Masters);
        yield return Binding("system:basic-user", "system:basic-user", "Group", UserIdentity.Authenticated);
        yield return Binding("system:discovery", "system:discovery", "Group", UserIdentity.Authenticated);
        yield return Binding(PlatformAdmins, "cluster-admin", "Group", PlatformAdmins);
        yield return Binding(ConsoleUser, ConsoleUser, "User", ConsoleUser);
    }

    private static PolicyRule Rule(string[] verbs, string[] groups, string[] resources) =>
        new() { Verbs = [.. verbs], ApiGroups = [.. groups], Resources = [.. resources] };

    private static ClusterRole Role(string name, List<PolicyRule> rules) => new() { Metadata = Metadata(name), Rules = rules };

    private static ClusterRole Part(string name, string into, params PolicyRule[] rules) => Part(name, [into], rules);

    private static ClusterRole Part(string name, string[] into, params PolicyRule[] rules)
    {
        var role = Role($"system:aggregate-to-{name}", [.. rules]);
        foreach (var sum in into)
        {
            role.Metadata.Labels![Aggregate + sum] = "true";
        }

        return role;
    }

    private static ClusterRole Sum(string name, string of) => new()
    {
        Metadata = Metadata(name),
        AggregationRule = new AggregationRule { ClusterRoleSelectors = [new Api.LabelSelector { MatchLabels = new() { [Aggregate + of] = "true" } }] },
    };

    private static ClusterRoleBinding Binding(string name, string role, string kind, string subject) => new()
    {
        Metadata = Metadata(name),
        RoleRef = new RoleRef { ApiGroup = RoleBook.Group, Kind = "ClusterRole", Name = role },
        Subjects = [new Subject { Kind = kind, ApiGroup = RoleBook.Group, Name = subject }],
    };

    private static ObjectMeta Metadata(string name) => new()
    {
        Name = name,
        Labels = new() { [Bootstrapping] = "rbac-defaults" },
        Annotations = new() { [AutoUpdate] = "true" },
    };

    private async Task EnsureAsync<T>(string plural, T wanted, CancellationToken cancellationToken)
        where T : Resource
    {
        if (catalog.Current.Find(RoleBook.Group, "v1", plural) is not { } kind)
        {
            return;
        }

        wanted.ApiVersion = kind.ApiVersion;
        wanted.Kind = kind.Kind;
        var document = (JsonObject)JsonSerializer.SerializeToNode(wanted, ApiJson.Options)!;
        if (await objects.FindAsync(kind, "", wanted.Metadata.Name!, cancellationToken) is null)
        {
            await writer.CreateAsync(kind, "", document, WriteOptions.Internal, cancellationToken);
            return;
        }

        await writer.UpdateAsync(kind, "", wanted.Metadata.Name!, live => Complete(live, document), WriteOptions.Internal, cancellationToken);
    }

    private static JsonObject Complete(JsonObject live, JsonObject wanted)
    {
        if (live.Meta().Object["annotations"]?[AutoUpdate]?.ToString() == "false")
        {
            return live;
        }

        foreach (var list in (string[])["rules", "subjects"])
        {
            // The rules of a sum are the aggregator's.
            if (wanted[list] is not JsonArray items || wanted["aggregationRule"] is not null)
            {
                continue;
            }

            var present = live[list] as JsonArray ?? [];
            live[list] = new JsonArray(
                [.. present.Concat(items.Where(i => !present.Any(p => JsonNode.DeepEquals(p, i)))).Select(i => i?.DeepClone())]);
        }

        return live;
    }
}
