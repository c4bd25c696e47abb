// Made by `npm run types` from /openapi/v3/apis/ledger.modelyard.dev/v1alpha1, sha256:6c40bcf98720fb7f38b45bbe3ed36fdf91bb282c21f3efd8819777d414a4f50d.
export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description A person who signs in to the console with a password kept here. Its name is the user name that roles, members, API keys and usage know the person by. Kept in the ledger; the password only as a hash. */
        "dev.modelyard.ledger.v1alpha1.Account": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description Who the person is. */
            spec?: components["schemas"]["dev.modelyard.types.AccountSpec"];
            /** @description What is known of an account. */
            status?: components["schemas"]["dev.modelyard.types.AccountStatus"];
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
        /** @description Who the person is. */
        "dev.modelyard.types.AccountSpec": {
            /** @description What to call them, e.g. `Ada Lovelace`. */
            displayName?: string;
            /** @description The groups they are in, which roles can be bound to. Whoever adds one must be allowed to `impersonate` it; those that begin with `system:` only `system:masters` may give. */
            groups?: string[];
            /** @description They cannot sign in, and are signed out. */
            disabled?: boolean;
            /** @description The first password, when the account is created; one is made up when absent. Never shown again, and no way to change it later: that is what PasswordReset and PasswordChange are for. */
            password?: string;
        };
        /** @description What is known of an account. */
        "dev.modelyard.types.AccountStatus": {
            /**
             * Format: date-time
             * @description When it was made.
             */
            created?: string;
            /**
             * Format: date-time
             * @description When they last signed in; never when absent.
             */
            lastSignIn?: string;
            /** @description Somebody else knows the password: they have to choose one of their own first. */
            mustChangePassword?: boolean;
            /**
             * Format: int64
             * @description In how many places they are signed in with it.
             */
            sessions?: number;
            /** @description The password that was made up. Only in the answer to the creation: it is stored as a hash and cannot be shown again. */
            password?: string;
        };
        /** @description A key with which programs call the models of a project through the gateway. Kept in the ledger, not in the resource log: it can be created, read and deleted (revoked), never changed. */
        "dev.modelyard.ledger.v1alpha1.APIKey": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description Whose key it is, what it may be used for, and how long. */
            spec?: components["schemas"]["dev.modelyard.types.ApiKeySpec"];
            /** @description What is known of a key. */
            status?: components["schemas"]["dev.modelyard.types.ApiKeyStatus"];
        };
        /** @description Whose key it is, what it may be used for, and how long. */
        "dev.modelyard.types.ApiKeySpec": {
            /** @description The person it is for, e.g. `developer@acme.example`. A key is for a user, for a service account, or for nobody in particular. */
            user?: string;
            /** @description The ServiceAccount of the namespace it is for. */
            serviceAccount?: string;
            /** @description The deployments the key may use, as name or namespace/name; every one its project can reach when empty. */
            deployments?: string[];
            /** @description The endpoints the key may be used at, as name or namespace/name; every one when empty. */
            endpoints?: string[];
            /** @description What the key may do: `invoke` models, `read` which there are; both when empty. */
            permissions?: string[];
            /**
             * Format: date-time
             * @description From when on the key no longer works (UTC); never when absent. An organization may demand it.
             */
            expiresAt?: string;
            /** @description Limits of this key alone, instead of those its organization gives every key. */
            limits?: components["schemas"]["dev.modelyard.types.RateLimits"];
            /** @description What may be spent with this key. */
            budget?: components["schemas"]["dev.modelyard.types.Budget"];
            /** @description The name of a key of the namespace that this one takes the place of. What is not said here is as that key has it, a lifetime as long as its included. */
            rotates?: string;
            /** @description How long the key that is replaced goes on working, e.g. `24h` (default) or `0s`. */
            overlap?: string;
        };
        /** @description Limits of this key alone, instead of those its organization gives every key. */
        "dev.modelyard.types.RateLimits": {
            /**
             * Format: int64
             * @description Requests per minute. Unused ones are saved up to this number, so that a burst of it is allowed after a pause.
             */
            requestsPerMinute?: number;
            /**
             * Format: int64
             * @description Tokens per minute, input and output together; tokens answered from a prompt cache count. Unused ones are saved up to this number.
             */
            tokensPerMinute?: number;
            /**
             * Format: int32
             * @description Requests that may be under way at the same time.
             */
            concurrentRequests?: number;
        };
        /** @description What may be spent with this key. */
        "dev.modelyard.types.Budget": {
            /** @description The amount, in units of `currency`, with at most six decimal places: `250` or `"99.50"`. */
            amount: number | string;
            /** @description Currency as an ISO 4217 code, e.g. `EUR`. Only usage priced in it counts. */
            currency: string;
            /**
             * @description Period after which the budget starts anew: the calendar `Month` (default) or `Day`, in UTC.
             * @default Month
             * @enum {string}
             */
            period?: "Month" | "Day";
        };
        /** @description What is known of a key. */
        "dev.modelyard.types.ApiKeyStatus": {
            /** @description The key itself. Only in the answer to its creation: it is stored as a hash and cannot be shown again. */
            secret?: string;
            /** @description How the key begins, to recognise it by. */
            prefix?: string;
            /**
             * Format: date-time
             * @description When it was last used (UTC), to about a minute.
             */
            lastUsedAt?: string;
            /** @description The name of the key it took the place of. */
            rotatedFrom?: string;
            /** @description The name of the key that takes its place. */
            replacedBy?: string;
        };
        /** @description One record of the audit trail: who did what. Its name is its number in the trail; can only be listed, newest first. `kubectl get auditevents --field-selector actor=ada,since=2026-11-20T00:00:00Z` shows what somebody did from a moment on. */
        "dev.modelyard.ledger.v1alpha1.AuditEvent": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description Identifies the call. */
            auditID?: string;
            /** @description What was done: `create`, `update`, `patch`, `delete`, …. */
            verb?: string;
            /** @description What was called. */
            requestURI?: string;
            /** @description Who did it. */
            user?: components["schemas"]["dev.modelyard.types.AuditedUser"];
            /** @description As whom, when not as themselves. */
            impersonatedUser?: components["schemas"]["dev.modelyard.types.AuditedUser"];
            /** @description Where the call came from; none for a part of the server itself. */
            sourceIPs?: string[];
            /** @description The program that called. */
            userAgent?: string;
            /** @description What it was done to. */
            objectRef?: components["schemas"]["dev.modelyard.types.AuditedReference"];
            /** @description What came of it. */
            responseStatus?: components["schemas"]["dev.modelyard.types.AuditedOutcome"];
            /**
             * Format: date-time
             * @description When the call came.
             */
            requestReceivedTimestamp?: string;
            /**
             * Format: date-time
             * @description When it was written down.
             */
            stageTimestamp?: string;
            /** @description Further facts, such as how many alike refusals the record stands for. */
            annotations?: {
                [key: string]: string;
            };
        };
        /** @description Who did it. */
        "dev.modelyard.types.AuditedUser": {
            /** @description Name. */
            username?: string;
            /** @description Groups they acted as a member of. */
            groups?: string[];
        };
        /** @description What it was done to. */
        "dev.modelyard.types.AuditedReference": {
            /** @description Plural name of the kind. */
            resource?: string;
            /** @description API group of the kind. */
            apiGroup?: string;
            /** @description API version of the kind. */
            apiVersion?: string;
            /** @description Namespace of the object. */
            namespace?: string;
            /** @description Name of the object. */
            name?: string;
            /** @description Identity of the object. */
            uid?: string;
            /** @description Revision that the object had afterwards. */
            resourceVersion?: string;
            /** @description Part of the object, such as `status`. */
            subresource?: string;
        };
        /** @description What came of it. */
        "dev.modelyard.types.AuditedOutcome": {
            /**
             * Format: int32
             * @description HTTP status.
             */
            code?: number;
            /** @description `Failure` when it was refused; absent when it was done. */
            status?: string;
            /** @description Why it was refused, as one word. */
            reason?: string;
            /** @description Why it was refused, for a person. */
            message?: string;
        };
        /** @description A question, answered at once and not stored: is the audit trail what was written? Each record is tied to the one before with a key that only the server has, so that none can be changed, removed, added or moved unnoticed. `modelyard audit verify` answers the same without a server. */
        "dev.modelyard.ledger.v1alpha1.AuditVerification": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description What is asked. */
            spec?: components["schemas"]["dev.modelyard.types.AuditVerificationSpec"];
            /** @description The answer. */
            status?: components["schemas"]["dev.modelyard.types.AuditVerificationStatus"];
        };
        /** @description What is asked. */
        "dev.modelyard.types.AuditVerificationSpec": {
            /**
             * Format: int64
             * @description The number of the first record to check, which is the name of its AuditEvent; those before it are taken as they are. The whole trail when absent.
             */
            from?: number;
            /** @description An end of the trail that was noted before, as `status.head` had it: that record must still be there. */
            head?: string;
        };
        /** @description The answer. */
        "dev.modelyard.types.AuditVerificationStatus": {
            /** @description Whether every record that was looked at is as it was written, and none is missing. */
            intact?: boolean;
            /**
             * Format: int64
             * @description How many records are as they were written.
             */
            records?: number;
            /** @description The last of them, as NUMBER:HASH: to be noted in another place from time to time, and given as `spec.head` later. */
            head?: string;
            /** @description What is wrong; absent when nothing is. */
            fault?: components["schemas"]["dev.modelyard.types.AuditFault"];
        };
        /** @description What is wrong; absent when nothing is. */
        "dev.modelyard.types.AuditFault": {
            /**
             * Format: int64
             * @description The number of the first record that is not as it was written, or is missing.
             */
            record?: number;
            /** @description What is wrong with it. */
            message?: string;
        };
        /** @description A question, answered at once and not stored: how much was used and what it cost in the whole installation, by all organizations and by projects of none. */
        "dev.modelyard.ledger.v1alpha1.ClusterUsageReport": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description What is asked. */
            spec?: components["schemas"]["dev.modelyard.types.UsageReportSpec"];
            /** @description The answer. */
            status?: components["schemas"]["dev.modelyard.types.UsageReportStatus"];
        };
        /** @description What is asked. */
        "dev.modelyard.types.UsageReportSpec": {
            /** @description First day (UTC), e.g. `2026-01-01`; from the beginning when absent. */
            from?: string;
            /** @description Last day (UTC), e.g. `2026-01-31`; until now when absent. */
            to?: string;
            /** @description What gets rows of its own: any of `organization`, `project`, `user`, `key`, `deployment`, `day`. */
            by?: string[];
            /** @description What it is restricted to. */
            filters?: components["schemas"]["dev.modelyard.types.UsageReportFilters"];
        };
        /** @description What it is restricted to. */
        "dev.modelyard.types.UsageReportFilters": {
            /** @description A user or service account that keys are for. */
            user?: string;
            /** @description The name of a key. */
            key?: string;
            /** @description A deployment, as name or namespace/name. */
            deployment?: string;
        };
        /** @description The answer. */
        "dev.modelyard.types.UsageReportStatus": {
            /** @description One row for each group and currency. */
            rows?: components["schemas"]["dev.modelyard.types.UsageReportLine"][];
            /** @description The sums over all rows; one for each currency. */
            total?: components["schemas"]["dev.modelyard.types.UsageReportLine"][];
        };
        /** @description The sums of one group. Amounts in different currencies are never added. */
        "dev.modelyard.types.UsageReportLine": {
            /** @description The organization, when asked for. */
            organization?: string;
            /** @description The project, when asked for. */
            project?: string;
            /** @description The user or service account, when asked for; absent for keys that are for nobody in particular. */
            user?: string;
            /** @description The name of the key, when asked for. */
            key?: string;
            /** @description The deployment as namespace/name, when asked for. */
            deployment?: string;
            /** @description The day (UTC), when asked for. */
            day?: string;
            /**
             * Format: int64
             * @description Number of requests.
             */
            requests?: number;
            /**
             * Format: int64
             * @description Those of them that were answered with an error or broke off.
             */
            errors?: number;
            /**
             * Format: int64
             * @description Those of them that were answered from the gateway's cache with an answer given before: without a model, and without cost.
             */
            cacheHits?: number;
            /**
             * Format: int64
             * @description Tokens read, cached ones included.
             */
            inputTokens?: number;
            /**
             * Format: int64
             * @description Those of the tokens read that the engine had read before.
             */
            cachedInputTokens?: number;
            /**
             * Format: int64
             * @description Tokens written.
             */
            outputTokens?: number;
            /**
             * Format: int64
             * @description Images read.
             */
            images?: number;
            /** @description What it cost, in units of `currency`. */
            cost?: number | string;
            /** @description Currency as an ISO 4217 code; absent for what has no price. */
            currency?: string;
        };
        /** @description A question, answered at once and not stored: how use went, step by step, over the last days in the whole installation. */
        "dev.modelyard.ledger.v1alpha1.ClusterUsageSeries": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description What is asked. */
            spec?: components["schemas"]["dev.modelyard.types.UsageSeriesSpec"];
            /** @description The answer. */
            status?: components["schemas"]["dev.modelyard.types.UsageSeriesStatus"];
        };
        /** @description What is asked. */
        "dev.modelyard.types.UsageSeriesSpec": {
            /**
             * Format: date-time
             * @description From when on (RFC 3339); an hour before `to` when absent. Minutes are kept for eight days; for longer, ask for a UsageReport by day.
             */
            from?: string;
            /**
             * Format: date-time
             * @description Until when (RFC 3339), exclusively; now when absent.
             */
            to?: string;
            /**
             * Format: int32
             * @description Seconds that a point is long, a multiple of 60; when absent, as many as make about a hundred points. There can be 1,500 points at most.
             */
            step?: number;
            /** @description A deployment of this project: all calls of it, whoever made them, rather than the calls made with this project's keys. Not in questions about the whole installation: there, filters name it. */
            deployment?: string;
            /** @description What it is restricted to. Answered from the records of single requests, for as long as they are kept. */
            filters?: components["schemas"]["dev.modelyard.types.UsageReportFilters"];
            /** @description What gets a series of its own: `deployment`, or nothing. */
            by?: string[];
        };
        /** @description The answer. */
        "dev.modelyard.types.UsageSeriesStatus": {
            /**
             * Format: date-time
             * @description When the first point begins.
             */
            from?: string;
            /**
             * Format: date-time
             * @description When the last point ends.
             */
            to?: string;
            /**
             * Format: int32
             * @description Seconds that a point is long.
             */
            step?: number;
            /** @description One series, or one for each deployment. */
            series?: components["schemas"]["dev.modelyard.types.UsageSeriesLine"][];
        };
        /** @description How use of one thing went. */
        "dev.modelyard.types.UsageSeriesLine": {
            /** @description The deployment as namespace/name, when asked for; absent for calls that found none. */
            deployment?: string;
            /** @description In their order. Steps without a call have no point. */
            points?: components["schemas"]["dev.modelyard.types.UsageSeriesPoint"][];
        };
        /** @description What was used in one step. */
        "dev.modelyard.types.UsageSeriesPoint": {
            /**
             * Format: date-time
             * @description When the step begins.
             */
            time?: string;
            /**
             * Format: int64
             * @description Number of calls.
             */
            requests?: number;
            /**
             * Format: int64
             * @description Those of them that were answered with an error or broke off.
             */
            errors?: number;
            /**
             * Format: int64
             * @description Those of them that a limit refused.
             */
            rateLimited?: number;
            /**
             * Format: int64
             * @description Tokens read, cached ones included.
             */
            inputTokens?: number;
            /**
             * Format: int64
             * @description Those of the tokens read that the engine had read before.
             */
            cachedInputTokens?: number;
            /**
             * Format: int64
             * @description Tokens written.
             */
            outputTokens?: number;
            /** @description What it cost, by currency (ISO 4217). Amounts in different currencies are never added. */
            cost?: {
                [key: string]: number | string;
            };
            /** @description Seconds from a call to the end of its answer, of calls that were not refused. */
            latency?: components["schemas"]["dev.modelyard.types.DurationPercentiles"];
            /** @description Seconds from a call to its first token, of streams. */
            timeToFirstToken?: components["schemas"]["dev.modelyard.types.DurationPercentiles"];
            /** @description Seconds for each token after the first, of streams. */
            timePerOutputToken?: components["schemas"]["dev.modelyard.types.DurationPercentiles"];
        };
        /** @description Seconds from a call to the end of its answer, of calls that were not refused. */
        "dev.modelyard.types.DurationPercentiles": {
            /**
             * Format: double
             * @description Half of the calls.
             */
            p50?: number;
            /**
             * Format: double
             * @description 95 % of the calls.
             */
            p95?: number;
            /**
             * Format: double
             * @description 99 % of the calls.
             */
            p99?: number;
        };
        /** @description A person of an organization. Kept in the ledger; lives in the organization's home project, the Namespace of its name. */
        "dev.modelyard.ledger.v1alpha1.Member": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description Who it is, as what, and what they may use. */
            spec: components["schemas"]["dev.modelyard.types.MemberSpec"];
        };
        /** @description Who it is, as what, and what they may use. */
        "dev.modelyard.types.MemberSpec": {
            /** @description The user, as keys and usage name them, e.g. `developer@acme.example`. Once in an organization. */
            user: string;
            /**
             * @description What they are in the organization: `owner`, `admin`, `developer` (default) or `viewer`.
             * @default developer
             * @enum {string}
             */
            role?: "owner" | "admin" | "developer" | "viewer";
            /** @description The teams they are in. */
            teams?: string[];
            /** @description Limits of this member over all of their keys, instead of those the organization gives every member. */
            limits?: components["schemas"]["dev.modelyard.types.RateLimits"];
        };
        /** @description Changes the caller's own password, and ends all sessions that began with the old one. Not stored. */
        "dev.modelyard.ledger.v1alpha1.PasswordChange": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description The old password and the new one. Never answered. */
            spec: components["schemas"]["dev.modelyard.types.PasswordChangeSpec"];
        };
        /** @description The old password and the new one. Never answered. */
        "dev.modelyard.types.PasswordChangeSpec": {
            /** @description The password as it is. */
            current: string;
            /** @description The password as it is to be: at least 12 characters, and nothing that is guessed first. */
            new: string;
        };
        /** @description Gives an account a new password, which its owner has to change when signing in, and ends all its sessions. For whoever may also `impersonate` the user and its groups: knowing the password is being able to act as them. Not stored. */
        "dev.modelyard.ledger.v1alpha1.PasswordReset": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description Whose password. */
            spec?: components["schemas"]["dev.modelyard.types.PasswordResetSpec"];
            /** @description What came of it. */
            status?: components["schemas"]["dev.modelyard.types.PasswordResetStatus"];
        };
        /** @description Whose password. */
        "dev.modelyard.types.PasswordResetSpec": {
            /** @description The account's name. */
            account: string;
            /** @description The new password, never answered; one is made up when absent. */
            password?: string;
        };
        /** @description What came of it. */
        "dev.modelyard.types.PasswordResetStatus": {
            /** @description The password that was made up, this once. */
            password?: string;
        };
        /** @description A question, answered at once and not stored: in which projects may I see deployments or versions of models, as what, and which of the things outside of projects may I do? For who may not list all namespaces. */
        "dev.modelyard.ledger.v1alpha1.SelfProjectsReview": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description The answer. */
            status?: components["schemas"]["dev.modelyard.types.SelfProjectsReviewStatus"];
        };
        /** @description The answer. */
        "dev.modelyard.types.SelfProjectsReviewStatus": {
            /** @description The projects, by name. */
            projects?: components["schemas"]["dev.modelyard.types.SelfProject"][];
            /** @description What the caller may do outside of projects. */
            rights?: components["schemas"]["dev.modelyard.types.SelfRights"];
        };
        /** @description A project that the caller has something to do in. */
        "dev.modelyard.types.SelfProject": {
            /** @description The namespace. */
            name?: string;
            /** @description The organization it belongs to; none when absent. */
            organization?: string;
            /** @description The most that the caller may do there, whichever roles it comes from: `admin` gives rights to others, `edit` deploys models, `view` looks. Absent for who sees the library of the project and not its deployments. */
            role?: string;
        };
        /** @description What the caller may do outside of projects. */
        "dev.modelyard.types.SelfRights": {
            /** @description List accounts. */
            listAccounts?: boolean;
            /** @description List the audit trail. */
            listAuditEvents?: boolean;
            /** @description List organizations. */
            listOrganizations?: boolean;
            /** @description Create model repositories in every project. */
            createModelRepositories?: boolean;
            /** @description List nodes. */
            listNodes?: boolean;
        };
        /** @description Which models a service ran from a moment on, and how they stood then: one is written whenever that changes, and it stays when service, versions and project are gone. `kubectl get servingrecords -A --field-selector on=2026-11-20` shows those of a day. */
        "dev.modelyard.ledger.v1alpha1.ServingRecord": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description Name of the InferenceService. */
            service: string;
            /** @description Name of the ModelDeployment that the service was made from; absent when it was written by hand. */
            deployment?: string;
            /** @description The organization that owned the project; absent when none did. */
            organization?: string;
            /**
             * Format: date-time
             * @description From when on. Written by the API server.
             */
            from?: string;
            /**
             * Format: date-time
             * @description Until when; absent while it is true. Written by the API server.
             */
            until?: string;
            /** @description The models; none when the service ran nothing any more. */
            models?: components["schemas"]["dev.modelyard.types.ServedModel"][];
        };
        /** @description A model that ran, and how it stood. */
        "dev.modelyard.types.ServedModel": {
            /** @description The version, as project/model:version; absent when it was not from the library. */
            version?: string;
            /** @description Digest of its content; absent when nothing was pinned. */
            digest?: string;
            /** @description Where it came from; absent when the image brought it. */
            uri?: string;
            /** @description Stage of the version, such as `production`. */
            stage?: string;
            /** @description Phase of the version, such as `Approved` or `Revoked`. */
            phase?: string;
            /** @description Approval policies that applied to it. */
            policies?: string[];
            /** @description Decisions that counted: who, when, and what for. */
            decisions?: components["schemas"]["dev.modelyard.types.RecordedDecision"][];
        };
        /** @description Somebody's decision about a version. */
        "dev.modelyard.types.RecordedDecision": {
            /** @description Who decided. */
            by?: string;
            /** @description What for: the requirement of a policy that it fulfils. */
            for?: string;
            /** @description What was decided. */
            decision?: string;
            /** @description Why. */
            comment?: string;
            /**
             * Format: date-time
             * @description When.
             */
            at?: string;
        };
        /** @description A question, answered at once and not stored: whose session is this token of? Asking is using it. For the console, not for people. */
        "dev.modelyard.ledger.v1alpha1.SessionReview": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description What is asked. */
            spec: components["schemas"]["dev.modelyard.types.SessionReviewSpec"];
            /** @description The answer. */
            status?: components["schemas"]["dev.modelyard.types.SessionReviewStatus"];
        };
        /** @description What is asked. */
        "dev.modelyard.types.SessionReviewSpec": {
            /** @description The token that the session was given. */
            token: string;
        };
        /** @description The answer. */
        "dev.modelyard.types.SessionReviewStatus": {
            /** @description Whether there is such a session and it has not ended. */
            authenticated?: boolean;
            /** @description The session's name. */
            session?: string;
            /** @description The user. */
            user?: string;
            /** @description What to call them. */
            displayName?: string;
            /** @description The groups they are in now. */
            groups?: string[];
            /** @description Who vouched for them. */
            provider?: string;
            /**
             * Format: date-time
             * @description When it ends unless it is used again.
             */
            expires?: string;
            /** @description What every change must carry. */
            csrf?: string;
            /** @description They have to choose another password before anything else. */
            mustChangePassword?: boolean;
        };
        /** @description Somebody is signed in to the console somewhere. Made by the console; everybody sees and ends their own, and whoever may list accounts sees everybody's, whoever may update one ends its sessions. Kept in the ledger, its token as a hash. */
        "dev.modelyard.ledger.v1alpha1.Session": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description Who is signed in, and from where. */
            spec: components["schemas"]["dev.modelyard.types.SessionSpec"];
            /** @description What is known of it. */
            status?: components["schemas"]["dev.modelyard.types.SessionStatus"];
        };
        /** @description Who is signed in, and from where. */
        "dev.modelyard.types.SessionSpec": {
            /** @description The user. */
            user: string;
            /** @description What to call them; of an account it is looked up. */
            displayName?: string;
            /** @description The groups they are in; of an account they are looked up each time. */
            groups?: string[];
            /**
             * @description Who vouched for them: `local` for an account, otherwise the name of an IdentityProvider.
             * @default local
             */
            provider?: string;
            /**
             * Format: date-time
             * @description When it ends at the latest (UTC); as late as the installation allows when absent or later than that.
             */
            expires?: string;
            /** @description What the browser calls itself. */
            userAgent?: string;
            /** @description The address they signed in from. */
            address?: string;
        };
        /** @description What is known of it. */
        "dev.modelyard.types.SessionStatus": {
            /**
             * Format: date-time
             * @description When it was last used, to about a minute.
             */
            lastSeen?: string;
            /**
             * Format: date-time
             * @description When it ends unless it is used before then.
             */
            expires?: string;
            /** @description What the browser shows from now on. Only in the answer to the creation. */
            token?: string;
            /** @description What every change must carry, so that no other page can make the browser ask for it. Only in the answer to the creation. */
            csrf?: string;
        };
        /** @description A question, answered at once and not stored: is this the password of this account? For what signs people in, not for people. A wrong answer makes the next one wait, the longer the more of them there were in a row. */
        "dev.modelyard.ledger.v1alpha1.SignIn": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description Who wants to sign in. */
            spec: components["schemas"]["dev.modelyard.types.SignInSpec"];
            /** @description The answer. */
            status?: components["schemas"]["dev.modelyard.types.SignInStatus"];
        };
        /** @description Who wants to sign in. */
        "dev.modelyard.types.SignInSpec": {
            /** @description The account's name. */
            user: string;
            /** @description The password. */
            password: string;
            /** @description The address it comes from, for the audit trail. */
            address?: string;
        };
        /** @description The answer. */
        "dev.modelyard.types.SignInStatus": {
            /** @description Whether the password is right. */
            authenticated?: boolean;
            /** @description The user they are; absent when not authenticated. */
            user?: string;
            /** @description What to call them. */
            displayName?: string;
            /** @description The groups they are in. */
            groups?: string[];
            /** @description They have to choose another password first. */
            mustChangePassword?: boolean;
            /** @description Why not: `InvalidCredentials` – no such account, another password, or a disabled account, which it does not tell apart – or `TooManyAttempts`, when the password was not looked at. */
            reason?: string;
            /**
             * Format: int64
             * @description From how many seconds on another attempt is looked at; absent when the next one is at once.
             */
            retryAfterSeconds?: number;
        };
        /** @description What one request used, at the price of that moment. Kept in the ledger for some time, in the project of the key; can only be read. */
        "dev.modelyard.ledger.v1alpha1.Usage": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description The name of the request in answers (`x-request-id`) and logs. */
            requestId?: string;
            /** @description The organization that owned the project; absent when none did. */
            organization?: string;
            /** @description Whom the key is for; absent when it is for nobody in particular. */
            user?: string;
            /** @description The name of the key. */
            key?: string;
            /** @description The deployment, as namespace/name; absent when the request did not come as far as to find one. */
            deployment?: string;
            /** @description The endpoint the request came through, as namespace/name. */
            endpoint?: string;
            /** @description What was asked for, e.g. `chat.completions`. */
            operation?: string;
            /** @description Whether the answer was a stream of events. */
            streamed?: boolean;
            /**
             * Format: int32
             * @description The HTTP status of the answer; 0 when there was none.
             */
            code?: number;
            /** @description How well known the rest is: `settled` as the engine reported it, `estimated` since it reported nothing, `truncated` since the answer broke off, `client_aborted` since the client went away, `rejected` before anything was used. */
            state?: string;
            /**
             * Format: int64
             * @description Tokens read, cached ones included.
             */
            inputTokens?: number;
            /**
             * Format: int64
             * @description Those of the tokens read that the engine had read before.
             */
            cachedInputTokens?: number;
            /**
             * Format: int64
             * @description Tokens written.
             */
            outputTokens?: number;
            /**
             * Format: int64
             * @description Images read.
             */
            images?: number;
            /** @description What it cost, in units of `currency`. */
            cost?: number | string;
            /** @description Currency as an ISO 4217 code; absent when the deployment had no price. */
            currency?: string;
            /**
             * Format: int64
             * @description Milliseconds from the request to the end of the answer.
             */
            durationMs?: number;
            /**
             * Format: int64
             * @description Milliseconds from the request to the first token; absent when none came.
             */
            firstTokenMs?: number;
            /** @description Whether the answer came out of the cache. */
            cacheHit?: boolean;
        };
        /** @description A question, answered at once and not stored: how much was used and what it cost. In an organization's home project it is about all of the organization's projects, in any other about that one. */
        "dev.modelyard.ledger.v1alpha1.UsageReport": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description What is asked. */
            spec?: components["schemas"]["dev.modelyard.types.UsageReportSpec"];
            /** @description The answer. */
            status?: components["schemas"]["dev.modelyard.types.UsageReportStatus"];
        };
        /** @description A question, answered at once and not stored: how use went, step by step, over the last days. In an organization's home project it is about calls made with keys of all of the organization's projects, in any other about those of that one. */
        "dev.modelyard.ledger.v1alpha1.UsageSeries": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description What is asked. */
            spec?: components["schemas"]["dev.modelyard.types.UsageSeriesSpec"];
            /** @description The answer. */
            status?: components["schemas"]["dev.modelyard.types.UsageSeriesStatus"];
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
