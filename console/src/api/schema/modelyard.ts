// Made by `npm run types` from /openapi/v3/apis/modelyard.dev/v1alpha1, sha256:da7bca50fae07e8fdd5de68bbb21ee18b9166173a0253003cb6a3ee6ec964689.
export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Who has to approve which versions before they may run. Of several policies that apply, each has to be satisfied. */
        "dev.modelyard.v1alpha1.ApprovalPolicy": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description What the policy asks for. */
            spec: components["schemas"]["dev.modelyard.types.ApprovalPolicySpec"];
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
        /** @description What the policy asks for. */
        "dev.modelyard.types.ApprovalPolicySpec": {
            /** @description Which versions; all when absent. */
            versions?: components["schemas"]["dev.modelyard.types.VersionSelector"];
            /** @description Approvals that are needed. Nobody counts for two of them. Absent in every policy that applies: one, by anybody who may give one; an empty list asks for none. */
            approvals?: components["schemas"]["dev.modelyard.types.ApprovalRequirement"][];
            /**
             * @description When true (the default) whoever submitted a version does not approve it.
             * @default true
             */
            separationOfDuties?: boolean;
            /**
             * @description The worst that a scan may find: `Clean`, or findings that do not stand against it (`Findings`, the default).
             * @default Findings
             * @enum {string}
             */
            scan?: "Clean" | "Findings";
            /** @description When true a verified signature is needed. */
            signature?: boolean;
            /** @description After how long the approvals have to be given anew, such as `180d`. Absent: never. */
            expiresAfter?: string;
            /**
             * @description What becomes of what runs a version when it is revoked: `Keep` (the default: it runs on, and is not started again) or `Drain` (it is stopped once the calls it has are answered, until the revocation is withdrawn).
             * @default Keep
             * @enum {string}
             */
            onRevocation?: "Keep" | "Drain";
        };
        /** @description Which versions; all when absent. */
        "dev.modelyard.types.VersionSelector": {
            /** @description Globs of projects. */
            projects?: string[];
            /** @description Globs of models. */
            models?: string[];
            /** @description Globs of the addresses they come from, such as `hf://**`. */
            sources?: string[];
            /** @description Tasks, such as `text-generation`. */
            tasks?: string[];
            /** @description Licences as SPDX identifiers. */
            licenses?: string[];
            /** @description Labels of the version. */
            matchLabels?: {
                [key: string]: string;
            };
        };
        /** @description Approvals of one kind. */
        "dev.modelyard.types.ApprovalRequirement": {
            /** @description What they are for, such as `security`. */
            name: string;
            /**
             * Format: int32
             * @description How many; 1 when absent.
             */
            count?: number;
            /** @description People who can give them. */
            users?: string[];
            /** @description Groups whose members can give them. */
            groups?: string[];
        };
        /** @description Asks whether the files of a version are still what was approved: every byte is read again. Not stored. */
        "dev.modelyard.v1alpha1.ContentReview": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description Which version. */
            spec?: components["schemas"]["dev.modelyard.types.ContentReviewSpec"];
            /** @description The answer. */
            status?: components["schemas"]["dev.modelyard.types.ContentReviewStatus"];
        };
        /** @description Which version. */
        "dev.modelyard.types.ContentReviewSpec": {
            /** @description Name of the ModelVersion. */
            version: string;
            /** @description When true, files that are not what they should be are taken out of the store and fetched again from where the version comes from. */
            repair?: boolean;
        };
        /** @description The answer. */
        "dev.modelyard.types.ContentReviewStatus": {
            /** @description Digest that was checked against. */
            digest?: string;
            /** @description Whether all files are what they should be now. */
            intact?: boolean;
            /** @description Files that were not. */
            broken?: components["schemas"]["dev.modelyard.types.BrokenContent"][];
            /** @description Why they could not be had again; absent when they could, or when nobody asked for it. */
            message?: string;
        };
        /** @description A file that is not what it should be. */
        "dev.modelyard.types.BrokenContent": {
            /** @description Path in the model's folder. */
            path?: string;
            /** @description What is wrong with it. */
            problem?: string;
        };
        /** @description Asks whether a deployment would run here, and why not. Changes nothing, and is not stored. With the name of a deployment that is there already, the project's quotas need room only for what comes on top. */
        "dev.modelyard.v1alpha1.DeploymentReview": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description What is wanted of a deployment. */
            spec?: components["schemas"]["dev.modelyard.types.ModelDeploymentSpec"];
            /** @description The answer. */
            status?: components["schemas"]["dev.modelyard.types.DeploymentReviewStatus"];
        };
        /** @description What is wanted of a deployment. */
        "dev.modelyard.types.ModelDeploymentSpec": {
            /** @description What the model is for, for the people who choose one. */
            description?: string;
            /** @description Endpoint of the same project it is called through, besides its own name. */
            endpoint?: string;
            /** @description The model. */
            model?: components["schemas"]["dev.modelyard.types.DeployedModel"];
            /** @description What runs the model. */
            engine: components["schemas"]["dev.modelyard.types.EngineSpec"];
            /**
             * Format: int32
             * @description Number of replicas, 1 when absent. Not together with `scaling`; to have none set `stopped`.
             */
            replicas?: number;
            /** @description Lets the number of replicas follow the load. */
            scaling?: components["schemas"]["dev.modelyard.types.DeploymentScaling"];
            /** @description What each replica gets. */
            resources?: components["schemas"]["dev.modelyard.types.DeploymentResources"];
            /** @description Environment variables of the engine. */
            env?: components["schemas"]["dev.modelyard.types.EnvVar"][];
            /** @description Labels for the replicas' pods. */
            labels?: {
                [key: string]: string;
            };
            /** @description Annotations for the replicas' pods. */
            annotations?: {
                [key: string]: string;
            };
            /** @description Taints the replicas tolerate. */
            tolerations?: components["schemas"]["dev.modelyard.types.Toleration"][];
            /** @description Labels a machine must have to run a replica. */
            nodeSelector?: {
                [key: string]: string;
            };
            /** @description Where the replicas want to run. */
            affinity?: components["schemas"]["dev.modelyard.types.Affinity"];
            /** @description What callers may use of this deployment alone, besides the limits they have everywhere. */
            rateLimits?: components["schemas"]["dev.modelyard.types.CallerLimits"];
            /** @description How many requests are worked on at once, and how many may wait. */
            concurrency?: components["schemas"]["dev.modelyard.types.DeploymentConcurrency"];
            /** @description What calls cost, as decimal numbers with at most six decimal places. Absent: nothing. */
            pricing?: components["schemas"]["dev.modelyard.types.DeploymentPricing"];
            /** @description Who besides the own organization may call it. */
            sharing?: components["schemas"]["dev.modelyard.types.DeploymentSharing"];
            /** @description Keeps answers, and gives the same answer to the same request. */
            cache?: components["schemas"]["dev.modelyard.types.AnswerCache"];
            /** @description How long the gateway waits for the model, as durations such as `500ms`, `30s` or `5m`; the gateway's own setting where absent. */
            timeouts?: components["schemas"]["dev.modelyard.types.DeploymentTimeouts"];
            /** @description When true nothing runs, and calls are refused; everything else stays as it is. */
            stopped?: boolean;
        };
        /** @description The model. */
        "dev.modelyard.types.DeployedModel": {
            /** @description Where the model is: `hf://owner/name[:revision]`, `s3://…`, `oci://…`, `https://…`, `pvc://claim/path`, or a path on the machine. */
            uri?: string;
            /** @description Version in the model library, as `[project/]model:version`. */
            version?: string;
            /** @description Format of the model, e.g. `gguf`, `onnx` or `safetensors`. When absent the one the engine is made for. */
            format?: string;
            /** @description Name by which the engine knows the model; the deployment's name when absent. */
            servedName?: string;
        };
        /** @description What runs the model. */
        "dev.modelyard.types.EngineSpec": {
            /**
             * @description `builtin-llama` (GGUF models) and `builtin-onnx` (ONNX models) are part of Modelyard. `vLLM` and `NIM` are images of others, `custom` is an image or a runtime of your own, and `external` a service elsewhere, which Modelyard calls and does not run.
             * @enum {string}
             */
            type: "builtin-llama" | "builtin-onnx" | "vLLM" | "NIM" | "custom" | "external";
            /** @description Container image. Needed for `NIM`, and for `custom` without `runtime`; vLLM has a default. */
            image?: string;
            /** @description Command instead of the image's or runtime's own. */
            command?: string[];
            /** @description Arguments after those that Modelyard passes itself. */
            args?: string[];
            /**
             * Format: int32
             * @description Most tokens of input and output together; the model's own limit when absent.
             */
            contextLength?: number;
            /**
             * @description Whether work on the beginning of a prompt is kept for the next prompt that begins alike.
             * @default true
             */
            promptCaching?: boolean;
            /**
             * Format: int32
             * @description Port the engine listens on inside its container: 8080 when absent, and 8000 for vLLM and NIM.
             */
            port?: number;
            /** @description Secret of type `kubernetes.io/dockerconfigjson` for the image's registry, in the deployment's namespace. */
            imagePullSecret?: string;
            /** @description Name of the ServingRuntime or ClusterServingRuntime to run with. For `custom`, instead of `image`. */
            runtime?: string;
            /** @description The service to call. For `external`. */
            external?: components["schemas"]["dev.modelyard.types.ExternalEngine"];
        };
        /** @description The service to call. For `external`. */
        "dev.modelyard.types.ExternalEngine": {
            /** @description Its base URL, up to and without `/v1`, e.g. `https://models.example.com`. */
            url: string;
            /** @description Name of the model there; the deployment's name when absent. */
            model?: string;
            /** @description Key that is sent as `Authorization: Bearer`; none is sent when absent. */
            secretRef?: components["schemas"]["dev.modelyard.types.SecretKeyReference"];
        };
        /** @description Key that is sent as `Authorization: Bearer`; none is sent when absent. */
        "dev.modelyard.types.SecretKeyReference": {
            /** @description Name of the Secret. */
            name: string;
            /** @description Key in its data. */
            key: string;
        };
        /** @description Lets the number of replicas follow the load. */
        "dev.modelyard.types.DeploymentScaling": {
            /**
             * Format: int32
             * @description Least number of replicas. 0: none while there are no calls; the first call then waits for one to start.
             * @default 1
             */
            minReplicas?: number;
            /**
             * Format: int32
             * @description Largest number of replicas.
             */
            maxReplicas: number;
            /**
             * @description What is looked at: requests under way (`concurrency`), requests per second (`rps`), or processor use (`cpu`).
             * @enum {string}
             */
            metric: "concurrency" | "rps" | "cpu";
            /**
             * Format: int32
             * @description Value to hold per replica: requests under way, requests per second, or percent of the processors requested.
             */
            target: number;
        };
        /** @description What each replica gets. */
        "dev.modelyard.types.DeploymentResources": {
            /** @description Processors, e.g. `4` or `500m` (thousandths). */
            cpu?: number | string;
            /** @description Memory in bytes, e.g. `8Gi`. */
            memory?: number | string;
            /**
             * Format: int32
             * @description Number of GPUs. Models are split over all of them.
             */
            gpus?: number;
            /** @description Class of GPU to use: the value of the label `modelyard.dev/accelerator` of the machines that have it; any when absent. */
            acceleratorClass?: string;
        };
        /** @description One environment variable. */
        "dev.modelyard.types.EnvVar": {
            /** @description Name of the variable. */
            name: string;
            /** @description The value; `$(NAME)` is replaced by variables defined before. Empty when neither this nor `valueFrom` is given. */
            value?: string;
            /** @description Where to take the value from instead. */
            valueFrom?: components["schemas"]["dev.modelyard.types.EnvVarSource"];
        };
        /** @description Where to take the value from instead. */
        "dev.modelyard.types.EnvVarSource": {
            /** @description A field of the pod, e.g. `metadata.name` or `status.podIP`. */
            fieldRef?: components["schemas"]["dev.modelyard.types.ObjectFieldSelector"];
            /** @description A request or limit of a container. */
            resourceFieldRef?: components["schemas"]["dev.modelyard.types.ResourceFieldSelector"];
            /** @description A key of a ConfigMap. */
            configMapKeyRef?: components["schemas"]["dev.modelyard.types.ConfigMapKeySelector"];
            /** @description A key of a Secret. */
            secretKeyRef?: components["schemas"]["dev.modelyard.types.SecretKeySelector"];
            /** @description A key of an environment file in an `emptyDir` volume. */
            fileKeyRef?: components["schemas"]["dev.modelyard.types.FileKeySelector"];
        };
        /** @description A field of the pod, e.g. `metadata.name` or `status.podIP`. */
        "dev.modelyard.types.ObjectFieldSelector": {
            /** @description Version of the schema the path refers to; `v1` when absent. */
            apiVersion?: string;
            /** @description Path of the field. */
            fieldPath: string;
        };
        /** @description A request or limit of a container. */
        "dev.modelyard.types.ResourceFieldSelector": {
            /** @description The container; needed in volumes, optional in environment variables. */
            containerName?: string;
            /** @description What to read, e.g. `limits.cpu`. */
            resource: string;
            /** @description Unit of the result; `1` when absent. */
            divisor?: number | string;
        };
        /** @description A key of a ConfigMap. */
        "dev.modelyard.types.ConfigMapKeySelector": {
            /**
             * @description Name of the ConfigMap, in the same namespace.
             * @default
             */
            name?: string;
            /** @description The key. */
            key: string;
            /** @description Whether the ConfigMap or its key may be missing. */
            optional?: boolean;
        };
        /** @description A key of a Secret. */
        "dev.modelyard.types.SecretKeySelector": {
            /**
             * @description Name of the Secret, in the same namespace.
             * @default
             */
            name?: string;
            /** @description The key. */
            key: string;
            /** @description Whether the Secret or its key may be missing. */
            optional?: boolean;
        };
        /** @description A key of an environment file in an `emptyDir` volume. */
        "dev.modelyard.types.FileKeySelector": {
            /** @description Volume that holds the file. */
            volumeName: string;
            /** @description Path of the file within the volume, without `..`. */
            path: string;
            /** @description The key in the file. */
            key: string;
            /**
             * @description Whether the file or its key may be missing.
             * @default false
             */
            optional?: boolean;
        };
        /** @description Lets a pod onto nodes with a matching taint. */
        "dev.modelyard.types.Toleration": {
            /** @description Key of the taint; all keys when empty, with `Exists`. */
            key?: string;
            /** @description `Equal` (default) or `Exists`. */
            operator?: string;
            /** @description Value of the taint, for `Equal`. */
            value?: string;
            /** @description `NoSchedule`, `PreferNoSchedule` or `NoExecute`; all when empty. */
            effect?: string;
            /**
             * Format: int64
             * @description How long a `NoExecute` taint is tolerated; for ever when absent.
             */
            tolerationSeconds?: number;
        };
        /** @description Where the replicas want to run. */
        "dev.modelyard.types.Affinity": {
            /** @description Rules about nodes. */
            nodeAffinity?: components["schemas"]["dev.modelyard.types.NodeAffinity"];
            /** @description Rules about pods to be near. */
            podAffinity?: components["schemas"]["dev.modelyard.types.PodAffinity"];
            /** @description Rules about pods to stay away from. */
            podAntiAffinity?: components["schemas"]["dev.modelyard.types.PodAntiAffinity"];
        };
        /** @description Rules about nodes. */
        "dev.modelyard.types.NodeAffinity": {
            /** @description Nodes that are allowed at all. */
            requiredDuringSchedulingIgnoredDuringExecution?: components["schemas"]["dev.modelyard.types.NodeSelector"];
            /** @description Nodes that are preferred; weights add up. */
            preferredDuringSchedulingIgnoredDuringExecution?: components["schemas"]["dev.modelyard.types.PreferredSchedulingTerm"][];
        };
        /** @description Nodes that are allowed at all. */
        "dev.modelyard.types.NodeSelector": {
            /** @description The terms. */
            nodeSelectorTerms: components["schemas"]["dev.modelyard.types.NodeSelectorTerm"][];
        };
        /** @description Conditions that a node must all meet. */
        "dev.modelyard.types.NodeSelectorTerm": {
            /** @description Conditions on the node's labels. */
            matchExpressions?: components["schemas"]["dev.modelyard.types.NodeSelectorRequirement"][];
            /** @description Conditions on the node's fields. */
            matchFields?: components["schemas"]["dev.modelyard.types.NodeSelectorRequirement"][];
        };
        /** @description A condition on a node. */
        "dev.modelyard.types.NodeSelectorRequirement": {
            /** @description Label or field. */
            key: string;
            /** @description `In`, `NotIn`, `Exists`, `DoesNotExist`, `Gt` or `Lt`. */
            operator: string;
            /** @description Values to compare with. */
            values?: string[];
        };
        /** @description A preference for some nodes. */
        "dev.modelyard.types.PreferredSchedulingTerm": {
            /**
             * Format: int32
             * @description How much it counts, 1 to 100.
             */
            weight: number;
            /** @description The nodes preferred. */
            preference: components["schemas"]["dev.modelyard.types.NodeSelectorTerm"];
        };
        /** @description Rules about pods to be near. */
        "dev.modelyard.types.PodAffinity": {
            /** @description Rules that must hold. */
            requiredDuringSchedulingIgnoredDuringExecution?: components["schemas"]["dev.modelyard.types.PodAffinityTerm"][];
            /** @description Preferences; weights add up. */
            preferredDuringSchedulingIgnoredDuringExecution?: components["schemas"]["dev.modelyard.types.WeightedPodAffinityTerm"][];
        };
        /** @description Some pods, and what "near" means. */
        "dev.modelyard.types.PodAffinityTerm": {
            /** @description Labels of the pods. */
            labelSelector?: components["schemas"]["dev.modelyard.types.LabelSelector"];
            /** @description Namespaces of the pods; this pod's when neither this nor `namespaceSelector` is given. */
            namespaces?: string[];
            /** @description Node label whose equal value means "near". */
            topologyKey: string;
            /** @description Labels of the namespaces of the pods; an empty selector means all. */
            namespaceSelector?: components["schemas"]["dev.modelyard.types.LabelSelector"];
            /** @description Label keys whose values are taken from this pod and must match. */
            matchLabelKeys?: string[];
            /** @description Label keys whose values are taken from this pod and must differ. */
            mismatchLabelKeys?: string[];
        };
        /** @description Labels of the pods. */
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
        /** @description A preference about other pods. */
        "dev.modelyard.types.WeightedPodAffinityTerm": {
            /**
             * Format: int32
             * @description How much it counts, 1 to 100.
             */
            weight: number;
            /** @description The pods meant. */
            podAffinityTerm: components["schemas"]["dev.modelyard.types.PodAffinityTerm"];
        };
        /** @description Rules about pods to stay away from. */
        "dev.modelyard.types.PodAntiAffinity": {
            /** @description Rules that must hold. */
            requiredDuringSchedulingIgnoredDuringExecution?: components["schemas"]["dev.modelyard.types.PodAffinityTerm"][];
            /** @description Preferences; weights add up. */
            preferredDuringSchedulingIgnoredDuringExecution?: components["schemas"]["dev.modelyard.types.WeightedPodAffinityTerm"][];
        };
        /** @description What callers may use of this deployment alone, besides the limits they have everywhere. */
        "dev.modelyard.types.CallerLimits": {
            /** @description Each organization, over all its members and keys. */
            organization?: components["schemas"]["dev.modelyard.types.RateLimits"];
            /** @description Each user, over all the user's keys. */
            user?: components["schemas"]["dev.modelyard.types.RateLimits"];
            /** @description Each key. */
            key?: components["schemas"]["dev.modelyard.types.RateLimits"];
        };
        /** @description Each organization, over all its members and keys. */
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
        /** @description How many requests are worked on at once, and how many may wait. */
        "dev.modelyard.types.DeploymentConcurrency": {
            /**
             * Format: int32
             * @description Requests a replica works on at once; as many as the engine takes when absent.
             */
            perReplica?: number;
            /**
             * Format: int32
             * @description Requests that may wait for a replica; further ones are refused with 503.
             * @default 100
             */
            queueLength?: number;
            /**
             * @description Longest wait, e.g. `30s`; after it the request is refused with 503.
             * @default 30s
             */
            queueTimeout?: string;
        };
        /** @description What calls cost, as decimal numbers with at most six decimal places. Absent: nothing. */
        "dev.modelyard.types.DeploymentPricing": {
            /** @description Currency as an ISO 4217 code, e.g. `EUR`. */
            currency: string;
            /** @description Price of a million input tokens, in units of `currency`. */
            inputPerMillionTokens?: number | string;
            /** @description Price of a million input tokens that a prompt cache already had, in units of `currency`; that of other input tokens when absent. */
            cachedInputPerMillionTokens?: number | string;
            /** @description Price of a million output tokens, in units of `currency`. */
            outputPerMillionTokens?: number | string;
            /** @description Price of each request that is answered, in units of `currency`. */
            perRequest?: number | string;
            /** @description Price of each image that is made, in units of `currency`. */
            perImage?: number | string;
        };
        /** @description Who besides the own organization may call it. */
        "dev.modelyard.types.DeploymentSharing": {
            /**
             * @description `None`: the own organization only. `AllOrganizations`: everyone with a key. `Organizations`: also those that are listed.
             * @default None
             * @enum {string}
             */
            policy?: "None" | "AllOrganizations" | "Organizations";
            /** @description Names of the organizations, with policy `Organizations`. */
            organizations?: string[];
        };
        /** @description Keeps answers, and gives the same answer to the same request. */
        "dev.modelyard.types.AnswerCache": {
            /** @description Whether answers are kept. */
            enabled: boolean;
            /**
             * @description How long an answer is kept, e.g. `1h`.
             * @default 1h
             */
            ttl?: string;
            /**
             * @description Most memory for answers in each gateway, in bytes. The oldest go first.
             * @default 64Mi
             */
            maxSize?: number | string;
        };
        /** @description How long the gateway waits for the model, as durations such as `500ms`, `30s` or `5m`; the gateway's own setting where absent. */
        "dev.modelyard.types.DeploymentTimeouts": {
            /** @description For a connection to a replica. */
            connect?: string;
            /** @description For the first token of an answer, or for all of one that is not streamed. */
            firstToken?: string;
            /** @description For the next token of an answer that has begun. */
            idle?: string;
            /** @description For the whole answer. */
            total?: string;
        };
        /** @description The answer. */
        "dev.modelyard.types.DeploymentReviewStatus": {
            /** @description Whether nothing stands against it. */
            allowed?: boolean;
            /** @description What stands against it, and what one should know. */
            findings?: components["schemas"]["dev.modelyard.types.ReviewFinding"][];
            /**
             * Format: int64
             * @description Bytes of memory each replica is expected to need.
             */
            memoryBytes?: number;
        };
        /** @description Something about a deployment. */
        "dev.modelyard.types.ReviewFinding": {
            /** @description `Policy` (approval, stage, scan and licence), `Quota` (of the project), `Memory`, `GPU`, `Format` or `Model`. */
            topic?: string;
            /** @description Whether the deployment would not run because of it. */
            blocking?: boolean;
            /** @description What it is, and what to do. */
            message?: string;
        };
        /** @description Where models are called: a path and, if wanted, a host of its own, and how calls are split among deployments of the same project. */
        "dev.modelyard.v1alpha1.Endpoint": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description Address and traffic of an endpoint. */
            spec?: components["schemas"]["dev.modelyard.types.EndpointSpec"];
            /** @description State of an endpoint. */
            status?: components["schemas"]["dev.modelyard.types.EndpointStatus"];
        };
        /** @description Address and traffic of an endpoint. */
        "dev.modelyard.types.EndpointSpec": {
            /** @description Path segment of the gateway it is served under, as `/e/{path}/…`; the endpoint's name when absent. The first endpoint to take a path keeps it. */
            path?: string;
            /** @description Host name it answers to as well, without scheme and port, e.g. `chat.acme.example`. */
            host?: string;
            /**
             * @description `Internal` (default): for callers of the gateway's own address. `External`: also for callers outside, at the address that the gateway was given for them, with HTTPS. Nothing else can be reached there.
             * @default Internal
             * @enum {string}
             */
            visibility?: "Internal" | "External";
            /** @description Certificate for `host`, for callers outside; one of the installation's own authority when absent. */
            tls?: components["schemas"]["dev.modelyard.types.EndpointTls"];
            /** @description Which deployments answer. When empty: those that name this endpoint in `spec.endpoint`, in equal shares. */
            traffic?: components["schemas"]["dev.modelyard.types.TrafficShare"][];
            /**
             * @description Request header whose value keeps a conversation on the same deployment.
             * @default X-Session-Id
             */
            sessionHeader?: string;
        };
        /** @description Certificate for `host`, for callers outside; one of the installation's own authority when absent. */
        "dev.modelyard.types.EndpointTls": {
            /** @description Secret of type `kubernetes.io/tls` in the endpoint's namespace, with `tls.crt` and `tls.key`. */
            secretName: string;
        };
        /** @description A deployment's share of an endpoint's calls. */
        "dev.modelyard.types.TrafficShare": {
            /** @description Name of the ModelDeployment, in the endpoint's namespace. */
            deployment: string;
            /**
             * Format: int32
             * @description Share of the calls, in relation to the sum of all weights. 0 for none.
             * @default 100
             */
            weight?: number;
        };
        /** @description State of an endpoint. */
        "dev.modelyard.types.EndpointStatus": {
            /**
             * Format: int64
             * @description Generation of the spec that this status is about.
             */
            observedGeneration?: number;
            /** @description Base URL for clients. */
            url?: string;
            /** @description `Ready`: whether every deployment in the traffic exists and one of them can answer. */
            conditions?: components["schemas"]["dev.modelyard.types.Condition"][];
        };
        /** @description One observed aspect of a resource, for instance `Ready`. */
        "dev.modelyard.types.Condition": {
            /** @description Type of the condition, in CamelCase. */
            type: string;
            /** @description `True`, `False` or `Unknown`. */
            status: string;
            /** @description When empty the condition is an error if it is not true; `Info` conditions do not count towards readiness. */
            severity?: string;
            /**
             * Format: date-time
             * @description When `status` last changed.
             */
            lastTransitionTime?: string;
            /** @description One-word machine-readable reason. */
            reason?: string;
            /** @description What is awaited or wrong, in plain words. */
            message?: string;
        };
        /** @description Somebody else who says who people are: a provider of OpenID Connect, such as Keycloak, Entra ID or Okta. Whoever it vouches for may sign in to the console; what they may do there roles say, which are bound to their name and their groups. */
        "dev.modelyard.v1alpha1.IdentityProvider": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description How it is reached, and what of its words counts. */
            spec?: components["schemas"]["dev.modelyard.types.IdentityProviderSpec"];
            /** @description State of a provider. */
            status?: components["schemas"]["dev.modelyard.types.IdentityProviderStatus"];
        };
        /** @description How it is reached, and what of its words counts. */
        "dev.modelyard.types.IdentityProviderSpec": {
            /** @description What the button to sign in says, e.g. `Acme`; the resource's name when absent. */
            displayName?: string;
            /** @description Its address, as it is in its tokens; the discovery document is below it, at `/.well-known/openid-configuration`. */
            issuer: string;
            /** @description What the console is called there. */
            clientId: string;
            /** @description A Secret with the console's password there, in `clientSecret`; a public client when absent. */
            clientSecretRef?: components["schemas"]["dev.modelyard.types.SecretReference"];
            /** @description What is asked for beside `openid`; `email` and `profile` when absent. */
            scopes?: string[];
            /**
             * @description The claim that is the user name. An `email` counts only when the provider has verified it.
             * @default email
             */
            usernameClaim?: string;
            /** @description What is put before the user name, so that nobody there has the name of somebody here. Needed, if only as "", with any claim but `email`. */
            usernamePrefix?: string;
            /** @description The claim with the groups; none are taken over when absent. */
            groupsClaim?: string;
            /**
             * @description What is put before the name of each group.
             * @default oidc:
             */
            groupsPrefix?: string;
            /** @description Whether signing out here leads on to signing out there, where the provider offers that (`end_session_endpoint`). */
            signOutThere?: boolean;
            /** @description The authorities that its certificate may be of, as PEM; those of the machine when absent. */
            caBundle?: string;
        };
        /** @description A Secret with the console's password there, in `clientSecret`; a public client when absent. */
        "dev.modelyard.types.SecretReference": {
            /** @description Name of the Secret. */
            name: string;
            /** @description Its namespace. */
            namespace: string;
        };
        /** @description State of a provider. */
        "dev.modelyard.types.IdentityProviderStatus": {
            /**
             * Format: int64
             * @description Generation of the spec that this status is about.
             */
            observedGeneration?: number;
            /** @description `Ready`: whether its discovery document was read, and offers what is needed. */
            conditions?: components["schemas"]["dev.modelyard.types.Condition"][];
        };
        /** @description A scanner of container images behind Harbor's pluggable scanner API, such as the adapter for Trivy. Models that come as images are handed to it, and what it finds is judged as the findings of other scans are. */
        "dev.modelyard.v1alpha1.ImageScanner": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description How it is reached. */
            spec: components["schemas"]["dev.modelyard.types.ImageScannerSpec"];
        };
        /** @description How it is reached. */
        "dev.modelyard.types.ImageScannerSpec": {
            /** @description Its address, such as `https://trivy-adapter.example:8443`; the API is below it, at `/api/v1`. It is given the registry's credentials. */
            url: string;
            /** @description Which versions it scans, of those that come as images; all when absent. */
            versions?: components["schemas"]["dev.modelyard.types.VersionSelector"];
            /** @description A Secret with `username` and `password`, with `token`, or with `apiKey` (sent as `X-ScannerAdapter-API-Key`). */
            secretRef?: components["schemas"]["dev.modelyard.types.SecretReference"];
            /** @description A Secret with the authority of its certificate, as PEM in `ca.crt`. */
            caSecretRef?: components["schemas"]["dev.modelyard.types.SecretReference"];
            /**
             * @description How long a scan may take, such as `30m`. One that takes longer is asked for again.
             * @default 30m
             */
            timeout?: string;
            /**
             * @description After how long an image is scanned again, because more is known by then, such as `7d`.
             * @default 7d
             */
            rescanAfter?: string;
        };
        /** @description A person's decision about a version. Making one needs the verb `approve` on the version; who decided and when, the API server writes. It never changes: whoever thinks better of it makes another. */
        "dev.modelyard.v1alpha1.ModelApproval": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description The decision. */
            spec: components["schemas"]["dev.modelyard.types.ModelApprovalSpec"];
        };
        /** @description The decision. */
        "dev.modelyard.types.ModelApprovalSpec": {
            /** @description Name of the ModelVersion, in the same project. */
            version: string;
            /**
             * @description `Approve`; `Reject`; `Withdraw` (one's own earlier decision); `Revoke` (an approved version may not be started any more); `Delegate` (somebody else may decide in one's place).
             * @enum {string}
             */
            decision: "Approve" | "Reject" | "Withdraw" | "Revoke" | "Delegate";
            /** @description Why. Needed to reject and to revoke. */
            comment?: string;
            /** @description To whom, with `Delegate`. */
            delegateTo?: string;
            /** @description Who decided. Written by the API server. */
            approver?: string;
            /** @description The approver's groups. Written by the API server. */
            groups?: string[];
            /**
             * Format: date-time
             * @description When. Written by the API server; to the microsecond, because the order of one person's decisions counts.
             */
            at?: string;
            /** @description Digest of the version that the decision is about. When given, the decision is refused unless the version still has it; else the API server writes it. */
            digest?: string;
        };
        /** @description A model in service: what runs it and how much of it, who may call it, within which limits and at what price. Becomes an InferenceService of the same name, which the deployment owns. */
        "dev.modelyard.v1alpha1.ModelDeployment": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description What is wanted of a deployment. */
            spec?: components["schemas"]["dev.modelyard.types.ModelDeploymentSpec"];
            /** @description State of a deployment. */
            status?: components["schemas"]["dev.modelyard.types.ModelDeploymentStatus"];
        };
        /** @description State of a deployment. */
        "dev.modelyard.types.ModelDeploymentStatus": {
            /**
             * Format: int64
             * @description Generation of the spec that this status is about.
             */
            observedGeneration?: number;
            /**
             * @description Where the deployment stands: `Pending` (nothing runs yet), `Pulling` (the model is fetched), `Loading` (the engine loads it), `Running`, `Updating` (answers, while a change is rolled out), `Degraded` (answers, but not with all replicas, or not as the spec says), `Failed` (does not answer, and will not by itself) or `Stopped`.
             * @enum {string}
             */
            phase?: "Pending" | "Pulling" | "Loading" | "Running" | "Updating" | "Degraded" | "Failed" | "Stopped";
            /** @description What is awaited or wrong, in plain words. */
            message?: string;
            /** @description Address of the model. */
            url?: string;
            /**
             * Format: int32
             * @description Number of replicas there are.
             */
            replicas?: number;
            /**
             * Format: int32
             * @description Number of replicas that answer.
             */
            readyReplicas?: number;
            /** @description `Ready`: whether the model answers. `EndpointFound`: whether the endpoint exists that `spec.endpoint` names. */
            conditions?: components["schemas"]["dev.modelyard.types.Condition"][];
        };
        /** @description Takes the versions of an archive into the project's library. Created with the archive itself (`application/x-tar`) in place of a document; the answer says what came in, and is not stored. */
        "dev.modelyard.v1alpha1.ModelImport": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description What came in. */
            status?: components["schemas"]["dev.modelyard.types.ModelImportStatus"];
        };
        /** @description What came in. */
        "dev.modelyard.types.ModelImportStatus": {
            /**
             * Format: date-time
             * @description When the archive was written.
             */
            exportedAt?: string;
            /** @description Fingerprint (SHA-256) of the key that signed it; absent when nobody had. */
            signedBy?: string;
            /**
             * Format: int64
             * @description Bytes that were not in the store before.
             */
            newBytes?: number;
            /** @description The versions. */
            versions?: components["schemas"]["dev.modelyard.types.ImportedVersion"][];
        };
        /** @description A version that came in. */
        "dev.modelyard.types.ImportedVersion": {
            /** @description What it is called here, as project/model:version. */
            version?: string;
            /** @description Digest of its content. */
            digest?: string;
            /** @description Whether the library had it before. */
            known?: boolean;
        };
        /** @description A trusted source of models and the rules that say which of them come into the project's library. What the rules take is fetched, scanned, verified and then waits for its approvals as a ModelVersion. */
        "dev.modelyard.v1alpha1.ModelRepository": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description Source and rules. */
            spec?: components["schemas"]["dev.modelyard.types.ModelRepositorySpec"];
            /** @description State of a repository. */
            status?: components["schemas"]["dev.modelyard.types.ModelRepositoryStatus"];
        };
        /** @description Source and rules. */
        "dev.modelyard.types.ModelRepositorySpec": {
            /** @description Where models come from. */
            source: components["schemas"]["dev.modelyard.types.ModelSource"];
            /** @description Which of them: the first rule that matches a version decides about it, and what no rule matches is left out. */
            rules?: components["schemas"]["dev.modelyard.types.RepositoryRule"][];
            /** @description When the source is looked through, as a cron expression in UTC such as `0 3 * * *`. Absent: when the repository changes, and when asked to. */
            schedule?: string;
            /**
             * @description `Automatic`: what the rules take is fetched. `Offer`: it is listed in the status, and fetched when somebody asks for it (`modelyard library take`).
             * @default Automatic
             * @enum {string}
             */
            sync?: "Automatic" | "Offer";
            /**
             * @description What becomes of a version that is gone from the source, or that the rules no longer take: `Keep`, `Deprecate` or `Remove` (what runs somewhere stays until it is stopped).
             * @default Keep
             * @enum {string}
             */
            onDelete?: "Keep" | "Deprecate" | "Remove";
            /**
             * @description What a Model is called: the last segment of the repository's name there (`LastSegment`), or all of it with hyphens (`FullPath`).
             * @default LastSegment
             * @enum {string}
             */
            naming?: "LastSegment" | "FullPath";
            /** @description Labels for the versions. */
            versionLabels?: {
                [key: string]: string;
            };
            /** @description When true the source is not looked at. */
            suspend?: boolean;
        };
        /** @description Where models come from. */
        "dev.modelyard.types.ModelSource": {
            /** @description `oci://registry[/prefix]`, `hf://owner` or `hf://owner/name`, `s3://bucket/prefix`, `https://host/folder/` or `file:///folder`. */
            url: string;
            /** @description Repositories to look into; all that the source lists when absent. A registry without a catalogue needs them. */
            repositories?: string[];
            /** @description Secret of the same project with `username` and `password`, or `token`, or of type `kubernetes.io/dockerconfigjson`. */
            secretRef?: components["schemas"]["dev.modelyard.types.LocalObjectReference"];
            /** @description Secret of the same project whose `ca.crt` is trusted besides the system's authorities. */
            caSecretRef?: components["schemas"]["dev.modelyard.types.LocalObjectReference"];
            /** @description Address of the object storage or of a mirror of the hub, where it is not the public one. */
            endpoint?: string;
            /** @description Region of the object storage. */
            region?: string;
            /** @description Proxy to go through, such as `http://proxy.example.com:3128`; that of the environment when absent. */
            proxy?: string;
            /** @description Speaks HTTP without TLS. */
            insecure?: boolean;
            /** @description Bytes a second for all downloads together, such as `50Mi`. */
            bandwidth?: number | string;
            /**
             * Format: int32
             * @description Downloads at a time.
             */
            concurrency?: number;
        };
        /** @description Secret of the same project with `username` and `password`, or `token`, or of type `kubernetes.io/dockerconfigjson`. */
        "dev.modelyard.types.LocalObjectReference": {
            /**
             * @description Name of the object.
             * @default
             */
            name?: string;
        };
        /** @description One rule. Whatever it names must match; what it does not name does not matter. */
        "dev.modelyard.types.RepositoryRule": {
            /**
             * @description `Include` (when absent): what matches is taken. `Exclude`: it is left out.
             * @enum {string}
             */
            action?: "Include" | "Exclude";
            /** @description Glob of repositories, such as `acme/*`; `**` also crosses slashes. */
            repository?: string;
            /** @description Glob of tags, such as `v*`. */
            tag?: string;
            /** @description Range of semantic versions, such as `[1.2,2.0)` or `1.*`; a tag that is no version does not match. */
            versions?: string;
            /**
             * Format: int32
             * @description Of what else matches, only so many of each repository, the highest versions or the latest changes.
             */
            newest?: number;
            /** @description Formats of the files, such as `gguf`, `safetensors`, `onnx`: every one of the version's must be among them. */
            formats?: string[];
            /** @description Licences as SPDX identifiers, such as `Apache-2.0`. */
            licenses?: string[];
            /** @description The largest size, such as `20Gi`. */
            maxSize?: number | string;
            /** @description Changed no later than so long ago, such as `7d`. */
            minAge?: string;
            /** @description Changed no longer ago than this, such as `365d`. */
            maxAge?: string;
            /** @description Labels or annotations it must have at the source. */
            labels?: {
                [key: string]: string;
            };
        };
        /** @description State of a repository. */
        "dev.modelyard.types.ModelRepositoryStatus": {
            /**
             * Format: int64
             * @description Generation of the spec that this status is about.
             */
            observedGeneration?: number;
            /**
             * Format: date-time
             * @description When the source was last looked through to its end.
             */
            lastSyncTime?: string;
            /**
             * Format: date-time
             * @description When it will be next.
             */
            nextSyncTime?: string;
            /** @description The value of the annotation `modelyard.dev/sync-requested-at` that was last answered. */
            lastRequest?: string;
            /**
             * Format: int32
             * @description Versions found at the source.
             */
            found?: number;
            /**
             * Format: int32
             * @description Versions the rules take.
             */
            selected?: number;
            /** @description Versions the rules take that wait to be asked for, with sync `Offer`. */
            offered?: components["schemas"]["dev.modelyard.types.OfferedVersion"][];
            /** @description Versions the rules take that could not come in, and versions of the library that are something else at their source by now. */
            problems?: components["schemas"]["dev.modelyard.types.RepositoryProblem"][];
            /** @description `Ready`: whether the library has what the rules take. */
            conditions?: components["schemas"]["dev.modelyard.types.Condition"][];
        };
        /** @description A version that waits to be asked for. */
        "dev.modelyard.types.OfferedVersion": {
            /** @description Name the Model would have. */
            model?: string;
            /** @description The version. */
            version?: string;
            /** @description Address of exactly this content. */
            uri?: string;
            /** @description What the source calls this content. */
            revision?: string;
        };
        /** @description Something about a version at the source that somebody should look at. */
        "dev.modelyard.types.RepositoryProblem": {
            /** @description Repository at the source. */
            repository?: string;
            /** @description Its version there. */
            version?: string;
            /** @description `NameUnusable`, `NameTaken`, `TagMoved` or `NotDescribed`. */
            reason?: string;
            /** @description What it is, and what to do. */
            message?: string;
        };
        /** @description Asks what the rules of a repository would take, and why each other version is left out. Changes nothing, and is not stored. */
        "dev.modelyard.v1alpha1.ModelRepositoryPreview": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description Source and rules. */
            spec?: components["schemas"]["dev.modelyard.types.ModelRepositorySpec"];
            /** @description The answer. */
            status?: components["schemas"]["dev.modelyard.types.ModelRepositoryPreviewStatus"];
        };
        /** @description The answer. */
        "dev.modelyard.types.ModelRepositoryPreviewStatus": {
            /** @description Every version at the source. */
            versions?: components["schemas"]["dev.modelyard.types.PreviewedVersion"][];
        };
        /** @description A version at the source. */
        "dev.modelyard.types.PreviewedVersion": {
            /** @description Repository at the source. */
            repository?: string;
            /** @description Its version there. */
            version?: string;
            /** @description Whether the rules take it. */
            selected?: boolean;
            /**
             * Format: int32
             * @description Number of the rule that decided, from 1.
             */
            rule?: number;
            /** @description Why, rule by rule. */
            trace?: string[];
            /**
             * Format: int64
             * @description Bytes, as far as it had to be known.
             */
            size?: number;
            /** @description Formats, as far as they had to be known. */
            formats?: string[];
            /** @description Licence, as far as it had to be known. */
            license?: string;
            /** @description Where it would be fetched from. */
            uri?: string;
        };
        /** @description A model of the library, of which there are versions. Made when its first version comes; what people write about it stays. */
        "dev.modelyard.v1alpha1.Model": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description What people say about a model. */
            spec?: components["schemas"]["dev.modelyard.types.ModelFamilySpec"];
            /** @description What there is of a model. */
            status?: components["schemas"]["dev.modelyard.types.ModelFamilyStatus"];
        };
        /** @description What people say about a model. */
        "dev.modelyard.types.ModelFamilySpec": {
            /** @description Name for people. */
            displayName?: string;
            /** @description What it is for. */
            description?: string;
            /** @description Who answers for it. */
            owner?: string;
            /** @description Which other organizations may deploy its versions. */
            sharing?: components["schemas"]["dev.modelyard.types.DeploymentSharing"];
        };
        /** @description What there is of a model. */
        "dev.modelyard.types.ModelFamilyStatus": {
            /**
             * Format: int32
             * @description Number of versions.
             */
            versions?: number;
            /** @description The newest version. */
            latest?: string;
            /** @description The newest version that is approved. */
            approved?: string;
            /** @description The newest version in the stage `production`. */
            production?: string;
        };
        /** @description What a scan of a version found, in full. Has the name of the ModelVersion, which owns it. */
        "dev.modelyard.v1alpha1.ModelScanReport": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description The report. */
            report: components["schemas"]["dev.modelyard.types.ScanReport"];
        };
        /** @description The report. */
        "dev.modelyard.types.ScanReport": {
            /** @description Digest of the version that was scanned. */
            digest?: string;
            /** @description Scanner and its version. */
            scanner?: string;
            /**
             * Format: int32
             * @description Edition of the scan rules. What was scanned by an older one is scanned again.
             */
            rules?: number;
            /**
             * Format: date-time
             * @description When it was made.
             */
            at?: string;
            /** @description `Clean`, `Findings`, `Blocked` or `Unfinished`. */
            verdict?: string;
            /** @description The findings, the worst first. */
            findings?: components["schemas"]["dev.modelyard.types.ReportedFinding"][];
            /**
             * Format: int32
             * @description Number of findings that are not listed one by one because there are too many.
             */
            omitted?: number;
            /** @description What was made of each file. */
            files?: components["schemas"]["dev.modelyard.types.ReportedFile"][];
            /** @description What scanners of images have scanned. */
            images?: components["schemas"]["dev.modelyard.types.ReportedImageScan"][];
        };
        /** @description A finding. */
        "dev.modelyard.types.ReportedFinding": {
            /** @description The ImageScanner that found it; absent for what was found in the files. */
            scanner?: string;
            /** @description Rule it comes from, as in the reference of scan rules; for a vulnerability of an image its id, such as `CVE-2024-3094`. */
            rule?: string;
            /** @description `Critical`, `High`, `Medium`, `Low` or `Info`. */
            severity?: string;
            /** @description What the policy does about it: `Block`, `Waiver` (needs one), `Waived`, `Warn` or `Ignore`. */
            action?: string;
            /** @description The ScanWaiver for it, also when it has ended. */
            waiver?: string;
            /**
             * Format: date-time
             * @description When that waiver ends, or has ended.
             */
            waivedUntil?: string;
            /** @description File of the model. */
            path?: string;
            /** @description Where in the file. */
            location?: string;
            /** @description What was found. */
            message?: string;
            /** @description What to do about it. */
            advice?: string;
        };
        /** @description What was made of a file. */
        "dev.modelyard.types.ReportedFile": {
            /** @description Path in the model's folder. */
            path?: string;
            /** @description `Scanned`, `Unfinished` or `Skipped`. */
            outcome?: string;
            /** @description Formats it contains. */
            formats?: string[];
            /** @description Why it was not scanned to its end. */
            reason?: string;
        };
        /** @description What a scanner of images has scanned. */
        "dev.modelyard.types.ReportedImageScan": {
            /** @description Name of the ImageScanner. */
            scanner: string;
            /** @description What the scanner calls itself. */
            by?: string;
            /** @description Digest of the image; absent when the version does not come as one. */
            image?: string;
            /**
             * Format: date-time
             * @description When.
             */
            at?: string;
        };
        /** @description A signature of a version as it was found, whoever made it and whether or not it is good: that is decided by the policies, as often as they change. Whoever has a signature that is neither in the registry nor among the files may add it. The one that has the version's own name is Modelyard's. */
        "dev.modelyard.v1alpha1.ModelSignature": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description The signature. */
            spec: components["schemas"]["dev.modelyard.types.ModelSignatureSpec"];
        };
        /** @description The signature. */
        "dev.modelyard.types.ModelSignatureSpec": {
            /** @description Name of the ModelVersion, in the same project. */
            version: string;
            /**
             * @description `Bundle`: a Sigstore bundle, as OpenSSF model signing and cosign write them; `SimpleSigning`: what cosign signed before that.
             * @enum {string}
             */
            format: "Bundle" | "SimpleSigning";
            /**
             * Format: byte
             * @description The bundle, or what was signed.
             */
            document: string;
            /**
             * Format: byte
             * @description The signature over a document of `SimpleSigning`.
             */
            signature?: string;
            /** @description The signer's certificate and those that lead from it to its authority, as PEM, with `SimpleSigning`. */
            certificates?: string;
            /** @description What the transparency log said when it was signed, with `SimpleSigning`. */
            logEntry?: string;
            /** @description The file of the version that it is, which it cannot cover itself. */
            file?: string;
            /** @description Digest of the manifest in the registry that holds it. */
            manifest?: string;
        };
        /** @description One version of a model: certain files, named by their digests, and everything that is known and was decided about them. Its spec never changes. Written `project/model:version` wherever a person names it. */
        "dev.modelyard.v1alpha1.ModelVersion": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description What the version is. */
            spec?: components["schemas"]["dev.modelyard.types.ModelVersionSpec"];
            /** @description What is known and was decided about a version. */
            status?: components["schemas"]["dev.modelyard.types.ModelVersionStatus"];
        };
        /** @description What the version is. */
        "dev.modelyard.types.ModelVersionSpec": {
            /** @description Name of the Model, in the same project. */
            model: string;
            /** @description The version as its source calls it, such as `1.2` or a commit. */
            version: string;
            /** @description Where it comes from. */
            source: components["schemas"]["dev.modelyard.types.VersionSource"];
            /** @description Who brought it in: a user, or the controllers. Written by the API server. Whoever submitted a version does not approve it where policies separate duties. */
            submitter?: string;
            /** @description What it was made from and how, as far as the submitter says so. What its card says is in `status.metadata`. */
            lineage?: components["schemas"]["dev.modelyard.types.VersionLineage"];
            /** @description How it stood where it was exported, when it came in an archive. It is scanned and approved here all the same. */
            imported?: components["schemas"]["dev.modelyard.types.VersionImport"];
        };
        /** @description Where it comes from. */
        "dev.modelyard.types.VersionSource": {
            /** @description Address of exactly this content, such as `oci://registry/acme/atlas@sha256:…`. */
            uri: string;
            /** @description ModelRepository that found it. */
            repository?: string;
            /** @description What the source calls this content: the digest of a manifest, a commit. */
            revision?: string;
            /** @description The only content it may have, as in `status.digest`. Content of this digest that is here already is used without asking the source. */
            digest?: string;
        };
        /** @description What it was made from and how, as far as the submitter says so. What its card says is in `status.metadata`. */
        "dev.modelyard.types.VersionLineage": {
            /** @description Models it was made from: versions of the library (`acme/atlas:1.2`), addresses (`hf://owner/name@revision`), or digests. */
            baseModels?: string[];
            /** @description Data it was trained on. */
            datasets?: components["schemas"]["dev.modelyard.types.LineageDataset"][];
            /** @description The program that made it. */
            code?: components["schemas"]["dev.modelyard.types.LineageCode"];
            /** @description The run that made it. */
            training?: components["schemas"]["dev.modelyard.types.LineageRun"];
            /** @description How it was evaluated. */
            evaluations?: components["schemas"]["dev.modelyard.types.LineageEvaluation"][];
        };
        /** @description Data that a model was trained on. */
        "dev.modelyard.types.LineageDataset": {
            /** @description What it is called, such as `acme/tickets-2026`. */
            name: string;
            /** @description Where it is. */
            uri?: string;
            /** @description Of its content, as `sha256:…`. */
            digest?: string;
        };
        /** @description The program that made it. */
        "dev.modelyard.types.LineageCode": {
            /** @description Address of the repository. */
            repository: string;
            /** @description The commit. */
            commit?: string;
        };
        /** @description The run that made it. */
        "dev.modelyard.types.LineageRun": {
            /** @description What it is called where it ran. */
            name: string;
            /** @description Where its records are. */
            uri?: string;
        };
        /** @description An evaluation and what came of it. */
        "dev.modelyard.types.LineageEvaluation": {
            /** @description What was evaluated, such as `mmlu`. */
            name: string;
            /** @description Where its report is. */
            uri?: string;
            /** @description Metrics with their values. */
            metrics?: {
                [key: string]: string;
            };
        };
        /** @description How it stood where it was exported, when it came in an archive. It is scanned and approved here all the same. */
        "dev.modelyard.types.VersionImport": {
            /** @description What it was called there, as project/model:version. */
            version?: string;
            /**
             * Format: date-time
             * @description When it was exported.
             */
            exportedAt?: string;
            /** @description Fingerprint (SHA-256) of the key that signed the archive; absent when nobody had signed it. */
            signedBy?: string;
            /** @description Its phase there. */
            phase?: string;
            /** @description What the scan there found. */
            scan?: components["schemas"]["dev.modelyard.types.VersionScan"];
            /** @description What people there had decided. */
            decisions?: components["schemas"]["dev.modelyard.types.RecordedDecision"][];
        };
        /** @description What the scan there found. */
        "dev.modelyard.types.VersionScan": {
            /**
             * @description `Clean`, `Findings` (none of which stands against it), `Blocked` or `Unfinished`.
             * @enum {string}
             */
            verdict?: "Clean" | "Findings" | "Blocked" | "Unfinished";
            /**
             * Format: date-time
             * @description When it was made.
             */
            at?: string;
            /** @description Scanner and its version. */
            scanner?: string;
            /** @description Number of findings of each severity. */
            findings?: {
                [key: string]: number;
            };
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
        /** @description What is known and was decided about a version. */
        "dev.modelyard.types.ModelVersionStatus": {
            /**
             * Format: int64
             * @description Generation of the spec that this status is about.
             */
            observedGeneration?: number;
            /**
             * @description How far it has come: `Pending`, `Syncing`, `Synced`, `Scanned`, `Verified`, `PendingApproval`, `Approved`; or `Failed` (could not be fetched), `Blocked` (a finding or a missing signature stands against it), `Rejected` or `Revoked`. Only what is approved may run where the project's policy is enforced.
             * @enum {string}
             */
            phase?: "Pending" | "Syncing" | "Synced" | "Scanned" | "Verified" | "PendingApproval" | "Approved" | "Failed" | "Blocked" | "Rejected" | "Revoked";
            /** @description What is awaited or wrong, in plain words. */
            message?: string;
            /** @description Digest over the list of its files: what a deployment is pinned to. */
            digest?: string;
            /**
             * Format: int64
             * @description Bytes of all files.
             */
            size?: number;
            /** @description Its files. */
            files?: components["schemas"]["dev.modelyard.types.VersionFile"][];
            /** @description What the files say about themselves. */
            metadata?: components["schemas"]["dev.modelyard.types.VersionMetadata"];
            /** @description What the scan found. */
            scan?: components["schemas"]["dev.modelyard.types.VersionScan"];
            /** @description Scans of its image that are under way. */
            imageScans?: components["schemas"]["dev.modelyard.types.PendingImageScan"][];
            /** @description Signatures that were found, and what came of checking them. */
            signatures?: components["schemas"]["dev.modelyard.types.VersionSignature"][];
            /**
             * Format: date-time
             * @description When its source was last asked for signatures.
             */
            signaturesSoughtAt?: string;
            /** @description What each approval policy that applies asks for, and what is still missing. */
            policies?: components["schemas"]["dev.modelyard.types.PolicyProgress"][];
            /** @description Decisions that count, in the order they were made. */
            decisions?: components["schemas"]["dev.modelyard.types.RecordedDecision"][];
            /**
             * Format: date-time
             * @description When the last approval that was needed came.
             */
            approvedAt?: string;
            /**
             * Format: date-time
             * @description When the approval has to be renewed.
             */
            approvalExpiresAt?: string;
            /** @description What runs it. */
            usage?: components["schemas"]["dev.modelyard.types.VersionUsage"];
            /** @description `Synced`, `Scanned`, `Verified` and `Approved`, each with a reason. */
            conditions?: components["schemas"]["dev.modelyard.types.Condition"][];
        };
        /** @description A file of a version. */
        "dev.modelyard.types.VersionFile": {
            /** @description Path in the model's folder. */
            path?: string;
            /** @description Of the content, as `sha256:…`. */
            digest?: string;
            /**
             * Format: int64
             * @description In bytes.
             */
            size?: number;
        };
        /** @description What the files say about themselves. */
        "dev.modelyard.types.VersionMetadata": {
            /** @description What the model does, such as `text-generation`. */
            task?: string;
            /** @description Such as `llama`. */
            architecture?: string;
            /** @description Format of the weights, such as `gguf`. */
            format?: string;
            /**
             * Format: int64
             * @description Number of parameters.
             */
            parameters?: number;
            /** @description Such as `Q4_K_M`. */
            quantization?: string;
            /**
             * Format: int64
             * @description The longest context it was made for, in tokens.
             */
            contextLength?: number;
            /** @description Languages as BCP 47 tags. */
            languages?: string[];
            /** @description SPDX identifier. */
            license?: string;
            /** @description The model it was made from. */
            baseModel?: string;
            /** @description Data it was trained on, as its card names it. */
            datasets?: string[];
            /** @description Memory it is expected to need, for some lengths of context. */
            memory?: components["schemas"]["dev.modelyard.types.MemoryAtContext"][];
        };
        /** @description Memory at a length of context. */
        "dev.modelyard.types.MemoryAtContext": {
            /**
             * Format: int64
             * @description Tokens.
             */
            contextLength?: number;
            /**
             * Format: int64
             * @description Bytes, of weights and context together.
             */
            bytes?: number;
        };
        /** @description A scan of an image that is under way. */
        "dev.modelyard.types.PendingImageScan": {
            /** @description Name of the ImageScanner. */
            scanner: string;
            /** @description What the scanner calls the request. */
            request?: string;
            /**
             * Format: date-time
             * @description When it was asked for.
             */
            requestedAt?: string;
            /** @description Digest of the image. */
            image?: string;
            /** @description How it stands, or what is wrong. */
            message?: string;
        };
        /** @description A signature. */
        "dev.modelyard.types.VersionSignature": {
            /** @description `cosign` or `model-signing`. */
            type?: string;
            /** @description Whether a trusted key or certificate made it over exactly these files. */
            verified?: boolean;
            /** @description Name of the key, or identity in the certificate. */
            signer?: string;
            /** @description Who vouches for the identity: the authority, and the OpenID issuer that the certificate names. */
            issuer?: string;
            /** @description Name of the SignaturePolicy that trusts it. */
            policy?: string;
            /** @description Where it was found: a file of the version, its registry, or the ModelSignature that somebody added. */
            source?: string;
            /** @description Why it is not accepted. */
            message?: string;
        };
        /** @description How far the approvals that a policy asks for have come. */
        "dev.modelyard.types.PolicyProgress": {
            /** @description Name of the ApprovalPolicy. */
            policy?: string;
            /** @description Whether it has all it asks for. */
            satisfied?: boolean;
            /** @description What is missing, each in a sentence that says who can give it. */
            missing?: string[];
            /** @description The approvals among it: how many, what for, and who can give them. */
            awaited?: components["schemas"]["dev.modelyard.types.AwaitedApproval"][];
        };
        /** @description Approvals that are missing. Whoever gives one needs the verb `approve` as well. */
        "dev.modelyard.types.AwaitedApproval": {
            /** @description What they are for. */
            for?: string;
            /**
             * Format: int32
             * @description How many.
             */
            count?: number;
            /** @description People who can give them, those among them to whom somebody delegated. With `groups` absent as well: anybody. */
            users?: string[];
            /** @description Groups whose members can give them. */
            groups?: string[];
            /** @description People who cannot, whatever they are named as: they submitted the version, or gave another approval of the policy. */
            except?: string[];
        };
        /** @description What runs it. */
        "dev.modelyard.types.VersionUsage": {
            /** @description Deployments, and services that no deployment made, which name it and are not stopped: kind, name and project of each. */
            by?: string[];
            /**
             * Format: date-time
             * @description When the last of them was stopped or removed; absent while there are some.
             */
            endedAt?: string;
        };
        /** @description A tenant: owns projects (Namespaces with the label `modelyard.dev/organization`) and members, and bounds what they use together. Its home project is the Namespace of its own name. */
        "dev.modelyard.v1alpha1.Organization": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description Who the tenant is and what it may use. */
            spec?: components["schemas"]["dev.modelyard.types.OrganizationSpec"];
            /** @description State of an organization. */
            status?: components["schemas"]["dev.modelyard.types.OrganizationStatus"];
        };
        /** @description Who the tenant is and what it may use. */
        "dev.modelyard.types.OrganizationSpec": {
            /** @description Name for people, e.g. `Acme Ltd.`; the resource's name when absent. */
            displayName?: string;
            /** @description The plan it is on, e.g. `gold`. A label for people and reports; nothing follows from it. */
            plan?: string;
            /** @description What all calls of the organization together may use. */
            limits?: components["schemas"]["dev.modelyard.types.RateLimits"];
            /** @description What each member may use, over all of the member's keys, unless the Member has limits of its own. */
            userLimits?: components["schemas"]["dev.modelyard.types.RateLimits"];
            /** @description What each key may use, unless the APIKey has limits of its own. */
            keyLimits?: components["schemas"]["dev.modelyard.types.RateLimits"];
            /** @description What the organization may spend. Calls are refused once it is spent, until the period ends. */
            budget?: components["schemas"]["dev.modelyard.types.Budget"];
            /** @description Rules for the API keys of its projects. */
            keys?: components["schemas"]["dev.modelyard.types.KeyRules"];
            /** @description How much the libraries of its projects may keep together, such as `500Gi`; what several versions share counts once. What does not fit is not fetched. */
            modelStorage?: number | string;
        };
        /** @description What the organization may spend. Calls are refused once it is spent, until the period ends. */
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
        /** @description Rules for the API keys of its projects. */
        "dev.modelyard.types.KeyRules": {
            /** @description Longest time a key may be valid, e.g. `90d` or `12h`. With it every new key must expire, and no later; without it keys may be valid for ever. */
            maxLifetime?: string;
        };
        /** @description State of an organization. */
        "dev.modelyard.types.OrganizationStatus": {
            /**
             * Format: int64
             * @description Generation of the spec that this status is about.
             */
            observedGeneration?: number;
            /** @description `Ready`: whether the organization has its home project. */
            conditions?: components["schemas"]["dev.modelyard.types.Condition"][];
            /**
             * Format: int32
             * @description Number of projects it owns, its home project among them.
             */
            projects?: number;
            /**
             * Format: int64
             * @description Bytes that the libraries of its projects keep; what several versions share counts once.
             */
            modelBytes?: number;
        };
        /** @description Which versions of a project's library are let go of after a while. A version goes when everything that the policy names is true of it, and never while something runs it. */
        "dev.modelyard.v1alpha1.RetentionPolicy": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description Which versions, and what becomes of them. */
            spec?: components["schemas"]["dev.modelyard.types.RetentionPolicySpec"];
            /** @description What came of a retention policy. */
            status?: components["schemas"]["dev.modelyard.types.RetentionPolicyStatus"];
        };
        /** @description Which versions, and what becomes of them. */
        "dev.modelyard.types.RetentionPolicySpec": {
            /** @description Globs of models; all when absent. */
            models?: string[];
            /** @description Globs of versions, such as `*-rc*`; all when absent. */
            versions?: string[];
            /** @description Stages; all but `production` when absent. */
            stages?: string[];
            /**
             * Format: int32
             * @description So many of each model stay, the highest versions of those that `models`, `versions` and `stages` name.
             */
            keepNewest?: number;
            /** @description Only what has been in the library for longer than this, such as `90d`. */
            olderThan?: string;
            /** @description Only what nothing has run for longer than this, such as `30d`. */
            unusedFor?: string;
            /**
             * @description `Delete` (the default): the version goes, and its files with it. `Retire`: it stays on record and may not be started any more.
             * @default Delete
             * @enum {string}
             */
            action?: "Delete" | "Retire";
            /**
             * @description When it is looked at, as a cron expression in UTC; daily at four when absent.
             * @default 0 4 * * *
             */
            schedule?: string;
            /** @description When true nothing is let go of. */
            suspend?: boolean;
        };
        /** @description What came of a retention policy. */
        "dev.modelyard.types.RetentionPolicyStatus": {
            /**
             * Format: int64
             * @description Generation of the spec that this status is about.
             */
            observedGeneration?: number;
            /**
             * Format: date-time
             * @description When it was last looked at.
             */
            lastRunTime?: string;
            /**
             * Format: date-time
             * @description When it will be next.
             */
            nextRunTime?: string;
            /** @description Versions that were let go of at the last look. */
            letGo?: string[];
            /**
             * Format: int64
             * @description Number of versions that were let go of altogether.
             */
            total?: number;
            /** @description `Ready`: whether it could be done. */
            conditions?: components["schemas"]["dev.modelyard.types.Condition"][];
        };
        /** @description Asks which versions a retention policy would let go of now, and why each other one stays. Changes nothing, and is not stored. */
        "dev.modelyard.v1alpha1.RetentionPreview": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description Which versions, and what becomes of them. */
            spec?: components["schemas"]["dev.modelyard.types.RetentionPolicySpec"];
            /** @description The answer. */
            status?: components["schemas"]["dev.modelyard.types.RetentionPreviewStatus"];
        };
        /** @description The answer. */
        "dev.modelyard.types.RetentionPreviewStatus": {
            /** @description Every version of the project. */
            versions?: components["schemas"]["dev.modelyard.types.RetentionDecision"][];
        };
        /** @description What a policy makes of a version. */
        "dev.modelyard.types.RetentionDecision": {
            /** @description The version, as project/model:version. */
            version?: string;
            /** @description Whether it would be let go of. */
            letGo?: boolean;
            /** @description Why, or why not. */
            reason?: string;
            /**
             * Format: int64
             * @description Bytes of its files.
             */
            size?: number;
        };
        /** @description What is done about what scans find in versions. Of several policies that select a version the strictest decides about each finding; a version that none selects is judged by the defaults. */
        "dev.modelyard.v1alpha1.ScanPolicy": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description What is done. */
            spec: components["schemas"]["dev.modelyard.types.ScanPolicySpec"];
        };
        /** @description What is done. */
        "dev.modelyard.types.ScanPolicySpec": {
            /** @description Which versions; all when absent. */
            versions?: components["schemas"]["dev.modelyard.types.VersionSelector"];
            /** @description What is done about a finding by its severity, where no rule says otherwise. */
            severities?: components["schemas"]["dev.modelyard.types.SeverityActions"];
            /** @description What is done about findings of single rules. The first that matches decides. */
            rules?: components["schemas"]["dev.modelyard.types.RuleAction"][];
            /** @description What is done about files that contain a format, clean or not. Absent: `Pickle` needs a waiver. An empty list restricts nothing. */
            formats?: components["schemas"]["dev.modelyard.types.FormatAction"][];
            /**
             * @description What is done about files that were not scanned to their end.
             * @default Block
             * @enum {string}
             */
            unfinished?: "Block" | "Waiver" | "Warn";
            /** @description Which licences a model may have. */
            licenses?: components["schemas"]["dev.modelyard.types.LicensePolicy"];
            /** @description After how long a waiver ends at the latest, such as `90d`. Absent: when it says so itself. */
            longestWaiver?: string;
        };
        /** @description What is done about a finding by its severity, where no rule says otherwise. */
        "dev.modelyard.types.SeverityActions": {
            /**
             * @description About critical ones.
             * @default Block
             * @enum {string}
             */
            critical?: "Block" | "Waiver" | "Warn" | "Ignore";
            /**
             * @description About high ones.
             * @default Waiver
             * @enum {string}
             */
            high?: "Block" | "Waiver" | "Warn" | "Ignore";
            /**
             * @description About medium ones.
             * @default Waiver
             * @enum {string}
             */
            medium?: "Block" | "Waiver" | "Warn" | "Ignore";
            /**
             * @description About low ones.
             * @default Warn
             * @enum {string}
             */
            low?: "Block" | "Waiver" | "Warn" | "Ignore";
            /**
             * @description About remarks.
             * @default Ignore
             * @enum {string}
             */
            info?: "Block" | "Waiver" | "Warn" | "Ignore";
        };
        /** @description What is done about findings of a rule. */
        "dev.modelyard.types.RuleAction": {
            /** @description Its id, such as `MY-PKL-002`, or a glob of ids. */
            rule: string;
            /**
             * @description `Block`, `Waiver`, `Warn` or `Ignore`.
             * @enum {string}
             */
            action: "Block" | "Waiver" | "Warn" | "Ignore";
        };
        /** @description What is done about files that contain a format. */
        "dev.modelyard.types.FormatAction": {
            /** @description As scan reports name it, such as `Pickle`. */
            format: string;
            /**
             * @description `Block`, `Waiver`, `Warn` or `Ignore`.
             * @enum {string}
             */
            action: "Block" | "Waiver" | "Warn" | "Ignore";
        };
        /** @description Which licences a model may have. */
        "dev.modelyard.types.LicensePolicy": {
            /** @description Those that are allowed. When there are any, a model that states none is a finding as well. */
            allowed?: string[];
            /** @description Those that are denied. */
            denied?: string[];
        };
        /** @description Somebody answers for using a version in spite of what a scan found in it, for a time. Making one needs the verb `waive` on the version, and nobody waives what they submitted; who made it, when and for which content, the API server writes. It never changes: to end it before its time, delete it. */
        "dev.modelyard.v1alpha1.ScanWaiver": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description What is waived. */
            spec: components["schemas"]["dev.modelyard.types.ScanWaiverSpec"];
        };
        /** @description What is waived. */
        "dev.modelyard.types.ScanWaiverSpec": {
            /** @description Name of the ModelVersion, in the same project. Other versions of the project with the very same files are waived as well. */
            version: string;
            /** @description Ids of the rules whose findings are waived, such as `MY-POL-001`. */
            rules: string[];
            /** @description Globs of the files in which they are waived; all files when absent. */
            paths?: string[];
            /** @description Why the version can be used all the same. */
            reason: string;
            /**
             * Format: date-time
             * @description Until when.
             */
            expires: string;
            /** @description Who answers for it; whoever made the waiver when absent. */
            owner?: string;
            /** @description Who made it. Written by the API server. */
            by?: string;
            /**
             * Format: date-time
             * @description When. Written by the API server.
             */
            at?: string;
            /** @description Digest of the version that is waived. Written by the API server. */
            digest?: string;
        };
        /** @description Whose signatures are trusted, for which versions, and whether one is needed. Everything that is needed to check one is in the policies: nothing is looked up anywhere. Of several policies that apply, each has to be satisfied. */
        "dev.modelyard.v1alpha1.SignaturePolicy": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description Whom the policy trusts. */
            spec: components["schemas"]["dev.modelyard.types.SignaturePolicySpec"];
        };
        /** @description Whom the policy trusts. */
        "dev.modelyard.types.SignaturePolicySpec": {
            /** @description Which versions; all when absent. */
            versions?: components["schemas"]["dev.modelyard.types.VersionSelector"];
            /**
             * @description When true (the default) these versions need a signature that the policy trusts. Otherwise signatures are checked and shown, and nothing depends on them.
             * @default true
             */
            required?: boolean;
            /** @description Which signatures count: `cosign` (over the manifest in the registry) and `model-signing` (OpenSSF, over the files); both when absent. */
            formats?: string[];
            /** @description Keys that are trusted. */
            keys?: components["schemas"]["dev.modelyard.types.TrustedKey"][];
            /** @description Authorities that vouch for signers by certificates. */
            authorities?: components["schemas"]["dev.modelyard.types.TrustedAuthority"][];
            /** @description Transparency logs (Rekor) whose word about when something was signed is taken. */
            logs?: components["schemas"]["dev.modelyard.types.TrustedKey"][];
        };
        /** @description A public key by a name. */
        "dev.modelyard.types.TrustedKey": {
            /** @description What it is called wherever a signature is shown, such as `release-2026`. */
            name: string;
            /** @description The public key as PEM: ECDSA on P-256, P-384 or P-521, or RSA of at least 2048 bits. */
            publicKey: string;
        };
        /** @description An authority and whom it may vouch for. */
        "dev.modelyard.types.TrustedAuthority": {
            /** @description What it is called, such as `company-pki`. */
            name: string;
            /** @description Its certificates as PEM: the root, and those between it and signers as far as signatures do not bring them along. */
            certificates: string;
            /** @description Whose certificates are trusted. One of them has to fit. */
            identities: components["schemas"]["dev.modelyard.types.SignerIdentity"][];
            /**
             * @description When a certificate must be valid: `Now` (the default); `Signing`, when one of the policy's logs says that the signature was made, as certificates of minutes need it; or `Issued`: it is enough that it once was, because a signature that states no time cannot say when it was made. With `Issued` a stolen key goes on signing after its certificate has expired.
             * @default Now
             * @enum {string}
             */
            validAt?: "Now" | "Signing" | "Issued";
        };
        /** @description Who a certificate is for. */
        "dev.modelyard.types.SignerIdentity": {
            /** @description Glob of the e-mail address, URI or DNS name in the certificate, such as `*@acme.example`; of the common name where it has none of them. */
            subject: string;
            /** @description Glob of the OpenID issuer that knew the signer, as certificates of Fulcio name it; any, and none, when absent. */
            issuer?: string;
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
