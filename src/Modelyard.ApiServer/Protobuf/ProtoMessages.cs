namespace Modelyard.ApiServer;

/// <summary>The messages that clients send in Protobuf and in nothing else: what <c>kubectl create</c>, <c>auth</c> and <c>delete</c> post.</summary>
internal static class ProtoMessages
{
    private static readonly ProtoMessage Owner = new ProtoMessage()
        .Text(1, "kind").Text(3, "name").Text(4, "uid").Text(5, "apiVersion").OptionalBool(6, "controller").OptionalBool(7, "blockOwnerDeletion");

    private static readonly ProtoMessage Metadata = new ProtoMessage()
        .Text(1, "name").Text(2, "generateName").Text(3, "namespace").Text(4, "selfLink").Text(5, "uid").Text(6, "resourceVersion")
        .Number(7, "generation").Time(8, "creationTimestamp").Time(9, "deletionTimestamp").OptionalNumber(10, "deletionGracePeriodSeconds")
        .TextMap(11, "labels").TextMap(12, "annotations").ListOf(13, "ownerReferences", Owner).Texts(14, "finalizers");

    private static readonly ProtoMessage ObjectReference = new ProtoMessage()
        .Text(1, "kind").Text(2, "namespace").Text(3, "name").Text(4, "uid").Text(5, "apiVersion").Text(6, "resourceVersion").Text(7, "fieldPath");

    private static readonly ProtoMessage LocalReference = new ProtoMessage().Text(1, "name");

    private static readonly ProtoMessage ResourceAttributes = new ProtoMessage()
        .Text(1, "namespace").Text(2, "verb").Text(3, "group").Text(4, "version").Text(5, "resource").Text(6, "subresource").Text(7, "name");

    private static readonly ProtoMessage Rule = new ProtoMessage()
        .Texts(1, "verbs").Texts(2, "apiGroups").Texts(3, "resources").Texts(4, "resourceNames").Texts(5, "nonResourceURLs");

    private static readonly ProtoMessage Subject = new ProtoMessage().Text(1, "kind").Text(2, "apiGroup").Text(3, "name").Text(4, "namespace");

    private static readonly ProtoMessage RoleReference = new ProtoMessage().Text(1, "apiGroup").Text(2, "kind").Text(3, "name");

    private static readonly ProtoMessage Selector = new ProtoMessage()
        .TextMap(1, "matchLabels").ListOf(2, "matchExpressions", new ProtoMessage().Text(1, "key").Text(2, "operator").Texts(3, "values"));

    private static readonly Dictionary<(string ApiVersion, string Kind), ProtoMessage> ByKind = new()
    {
        [("v1", "Namespace")] = Object()
            .Of(2, "spec", new ProtoMessage().Texts(1, "finalizers"))
            .Of(3, "status", new ProtoMessage().Text(1, "phase")),
        [("v1", "ConfigMap")] = Object().TextMap(2, "data").BytesMap(3, "binaryData").OptionalBool(4, "immutable"),
        [("v1", "Secret")] = Object().BytesMap(2, "data").Text(3, "type").TextMap(4, "stringData").OptionalBool(5, "immutable"),
        [("v1", "ServiceAccount")] = Object()
            .ListOf(2, "secrets", ObjectReference).ListOf(3, "imagePullSecrets", LocalReference).OptionalBool(4, "automountServiceAccountToken"),
        [("v1", "ResourceQuota")] = Object()
            .Of(2, "spec", new ProtoMessage()
                .QuantityMap(1, "hard").Texts(2, "scopes")
                .Of(3, "scopeSelector", new ProtoMessage().ListOf(1, "matchExpressions", new ProtoMessage().Text(1, "scopeName").Text(2, "operator").Texts(3, "values")))),
        [("rbac.authorization.k8s.io/v1", "Role")] = Object().ListOf(2, "rules", Rule),
        [("rbac.authorization.k8s.io/v1", "ClusterRole")] = Object()
            .ListOf(2, "rules", Rule).Of(3, "aggregationRule", new ProtoMessage().ListOf(1, "clusterRoleSelectors", Selector)),
        [("rbac.authorization.k8s.io/v1", "RoleBinding")] = Object().ListOf(2, "subjects", Subject).Of(3, "roleRef", RoleReference),
        [("rbac.authorization.k8s.io/v1", "ClusterRoleBinding")] = Object().ListOf(2, "subjects", Subject).Of(3, "roleRef", RoleReference),
        [("authentication.k8s.io/v1", "TokenRequest")] = Object()
            .Of(2, "spec", new ProtoMessage()
                .Texts(1, "audiences")
                .Of(3, "boundObjectRef", new ProtoMessage().Text(1, "kind").Text(2, "apiVersion").Text(3, "name").Text(4, "uid"))
                .Number(4, "expirationSeconds")),
        [("authorization.k8s.io/v1", "SelfSubjectRulesReview")] = Object().Of(2, "spec", new ProtoMessage().Text(1, "namespace")),
        [("authorization.k8s.io/v1", "SelfSubjectAccessReview")] = Object()
            .Of(2, "spec", new ProtoMessage()
                .Of(1, "resourceAttributes", ResourceAttributes)
                .Of(2, "nonResourceAttributes", new ProtoMessage().Text(1, "path").Text(2, "verb"))),
        [("authentication.k8s.io/v1", "SelfSubjectReview")] = Object(),
    };

    public static readonly ProtoMessage DeleteOptions = new ProtoMessage()
        .OptionalNumber(1, "gracePeriodSeconds")
        .Of(2, "preconditions", new ProtoMessage().Text(1, "uid").Text(2, "resourceVersion"))
        .OptionalBool(3, "orphanDependents").Text(4, "propagationPolicy").Texts(5, "dryRun");

    public static ProtoMessage? Find(string apiVersion, string kind) =>
        kind == "DeleteOptions" ? DeleteOptions : ByKind.GetValueOrDefault((apiVersion, kind));

    private static ProtoMessage Object() => new ProtoMessage().Of(1, "metadata", Metadata);
}
