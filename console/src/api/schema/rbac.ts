// Made by `npm run types` from /openapi/v3/apis/rbac.authorization.k8s.io/v1, sha256:057f844c9da6c00c61f949a1da940dca883f4af607575f1f98f1e1de5b919eaf.
export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Gives the rights of a ClusterRole to users, groups and service accounts, everywhere. */
        "io.k8s.api.rbac.v1.ClusterRoleBinding": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description Who gets them. */
            subjects?: components["schemas"]["dev.modelyard.types.Subject"][];
            /** @description The ClusterRole whose rights are given. Cannot be changed later. */
            roleRef: components["schemas"]["dev.modelyard.types.RoleRef"];
        };
        /** @description Standard object metadata: name, namespace, labels, owners, versions. */
        "dev.modelyard.types.ObjectMeta": {
            /** @description Name, unique within a namespace (or within the cluster for cluster-scoped kinds). Cannot be changed. */
            name?: string;
            /** @description Prefix the server completes with a random suffix when `name` is not given. */
            generateName?: string;
            /** @description The namespace; empty for cluster-scoped kinds. Cannot be changed. */
            namespace?: string;
            /** @description Where the object is served. Deprecated and no longer filled; accepted so that older manifests load. */
            selfLink?: string;
            /** @description Unique in time and space; set by the server at creation. */
            uid?: string;
            /** @description Opaque revision of this object; send it back with an update to detect concurrent changes. */
            resourceVersion?: string;
            /**
             * Format: int64
             * @description Counts changes of the desired state; status changes do not count.
             */
            generation?: number;
            /**
             * Format: date-time
             * @description When the server created the object (UTC).
             */
            creationTimestamp?: string;
            /**
             * Format: date-time
             * @description When deletion was asked for; the object goes once its finalizers are gone. Set by the server.
             */
            deletionTimestamp?: string;
            /**
             * Format: int64
             * @description Seconds granted for a graceful end. Set by the server.
             */
            deletionGracePeriodSeconds?: number;
            /** @description Keys and values to organise and select objects by. */
            labels?: {
                [key: string]: string;
            };
            /** @description Keys and values for tools; not selectable. */
            annotations?: {
                [key: string]: string;
            };
            /** @description Objects this one depends on; when all are gone it is garbage collected. */
            ownerReferences?: components["schemas"]["dev.modelyard.types.OwnerReference"][];
            /** @description Names that must be removed, each by its owner, before the object may disappear. */
            finalizers?: string[];
            /** @description Which manager set which fields; kept by the server for server-side apply. */
            managedFields?: components["schemas"]["dev.modelyard.types.ManagedFieldsEntry"][];
        };
        /** @description A reference to an owning object in the same namespace, or to a cluster-scoped one. */
        "dev.modelyard.types.OwnerReference": {
            /** @description API version of the owner. */
            apiVersion: string;
            /** @description Kind of the owner. */
            kind: string;
            /** @description Name of the owner. */
            name: string;
            /** @description Uid of the owner. */
            uid: string;
            /** @description True for the one owner that manages this object. */
            controller?: boolean;
            /** @description With foreground deletion, the owner waits for this object to go. */
            blockOwnerDeletion?: boolean;
        };
        /** @description The fields one manager set, as server-side apply records them. */
        "dev.modelyard.types.ManagedFieldsEntry": {
            /** @description Name of the workflow that manages these fields. */
            manager?: string;
            /** @description `Apply` or `Update`. */
            operation?: string;
            /** @description The API version the field set refers to. */
            apiVersion?: string;
            /**
             * Format: date-time
             * @description When the manager last changed its set.
             */
            time?: string;
            /** @description Format of `fieldsV1`: always `FieldsV1`. */
            fieldsType?: string;
            /** @description The set of fields, as a trie of `f:`, `k:`, `v:` keys. */
            fieldsV1?: Record<string, never>;
            /** @description The subresource the fields were set through, or empty. */
            subresource?: string;
        };
        /** @description Somebody who can be given rights. */
        "dev.modelyard.types.Subject": {
            /** @description `User`, `Group` or `ServiceAccount`. */
            kind: string;
            /** @description Empty for service accounts, `rbac.authorization.k8s.io` for users and groups. */
            apiGroup?: string;
            /** @description The name. */
            name: string;
            /** @description The namespace of a service account; users and groups have none. */
            namespace?: string;
        };
        /** @description The ClusterRole whose rights are given. Cannot be changed later. */
        "dev.modelyard.types.RoleRef": {
            /** @description `rbac.authorization.k8s.io`. */
            apiGroup: string;
            /** @description `Role` or `ClusterRole`. */
            kind: string;
            /** @description The role's name. */
            name: string;
        };
        /** @description Rights under a name, for the whole cluster or, bound by a RoleBinding, for one namespace. */
        "io.k8s.api.rbac.v1.ClusterRole": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description What the role allows. Written by the server where `aggregationRule` is set. */
            rules?: components["schemas"]["dev.modelyard.types.PolicyRule"][];
            /** @description Makes this role the sum of others. */
            aggregationRule?: components["schemas"]["dev.modelyard.types.AggregationRule"];
        };
        /** @description What may be done: these verbs, on these resources or paths. Rules only ever add rights. */
        "dev.modelyard.types.PolicyRule": {
            /** @description The verbs allowed, e.g. `get`; `*` stands for all. */
            verbs: string[];
            /** @description API groups of the resources; an empty text is the core group, `*` stands for all. */
            apiGroups?: string[];
            /** @description Plural names of resources, with `/subresource` where one is meant; `*` stands for all, `*\/scale` for that subresource of all. */
            resources?: string[];
            /** @description Names of the only objects this is about; all when empty. */
            resourceNames?: string[];
            /** @description Paths that are no resources, e.g. `/metrics`; a trailing `*` stands for everything below. */
            nonResourceURLs?: string[];
        };
        /** @description Makes this role the sum of others. */
        "dev.modelyard.types.AggregationRule": {
            /** @description Roles that match any of these are added. */
            clusterRoleSelectors?: components["schemas"]["dev.modelyard.types.LabelSelector"][];
        };
        /** @description Selects objects by their labels; all conditions must hold. An empty selector selects everything. */
        "dev.modelyard.types.LabelSelector": {
            /** @description Labels and the exact values they must have. */
            matchLabels?: {
                [key: string]: string;
            };
            /** @description Further conditions. */
            matchExpressions?: components["schemas"]["dev.modelyard.types.LabelSelectorRequirement"][];
        };
        /** @description A condition on one label. */
        "dev.modelyard.types.LabelSelectorRequirement": {
            /** @description The label. */
            key: string;
            /** @description `In`, `NotIn`, `Exists` or `DoesNotExist`. */
            operator: string;
            /** @description Values for `In` and `NotIn`; empty otherwise. */
            values?: string[];
        };
        /** @description Gives the rights of a role to users, groups and service accounts, within one namespace. */
        "io.k8s.api.rbac.v1.RoleBinding": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description Who gets them. */
            subjects?: components["schemas"]["dev.modelyard.types.Subject"][];
            /** @description The Role of this namespace, or the ClusterRole, whose rights are given. Cannot be changed later. */
            roleRef: components["schemas"]["dev.modelyard.types.RoleRef"];
        };
        /** @description Rights within one namespace, under a name that bindings refer to. */
        "io.k8s.api.rbac.v1.Role": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description What the role allows. */
            rules?: components["schemas"]["dev.modelyard.types.PolicyRule"][];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
