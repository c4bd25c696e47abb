// Made by `npm run types` from /openapi/v3/api/v1, sha256:13e4d53c5ff66071bb17cd91b9e23a52de6bb7122028df74f1e4013faf3ba380.
export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Settings for programs to read. */
        "io.k8s.api.core.v1.ConfigMap": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description When true the data can never be changed again; only deletion remains. */
            immutable?: boolean;
            /** @description The data, as text. Keys consist of letters, digits, `-`, `_` and `.`. */
            data?: {
                [key: string]: string;
            };
            /** @description Data that is not text, base64-encoded. No key may be in `data` too. */
            binaryData?: {
                [key: string]: string;
            };
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
        /** @description Something that happened to an object. Kept for a while, for people to read. */
        "io.k8s.api.core.v1.Event": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description The object it is about. */
            involvedObject: components["schemas"]["dev.modelyard.types.ObjectReference"];
            /** @description Why, as one word. */
            reason?: string;
            /** @description What happened, for a person. */
            message?: string;
            /** @description Who reported it. */
            source?: components["schemas"]["dev.modelyard.types.EventSource"];
            /**
             * Format: date-time
             * @description When it happened first.
             */
            firstTimestamp?: string;
            /**
             * Format: date-time
             * @description When it happened last.
             */
            lastTimestamp?: string;
            /**
             * Format: int32
             * @description How often it happened.
             */
            count?: number;
            /** @description `Normal` or `Warning`. */
            type?: string;
            /**
             * Format: date-time
             * @description When it was first observed, to the microsecond.
             */
            eventTime?: string;
            /** @description For repeated events: how the series goes on. */
            series?: components["schemas"]["dev.modelyard.types.EventSeries"];
            /** @description What was done about the object. */
            action?: string;
            /** @description A second object involved. */
            related?: components["schemas"]["dev.modelyard.types.ObjectReference"];
            /**
             * @description Controller that reported it.
             * @default
             */
            reportingComponent?: string;
            /**
             * @description Instance of the controller.
             * @default
             */
            reportingInstance?: string;
        };
        /** @description The object it is about. */
        "dev.modelyard.types.ObjectReference": {
            /** @description Kind of the object. */
            kind?: string;
            /** @description Its namespace. */
            namespace?: string;
            /** @description Its name. */
            name?: string;
            /** @description Its uid. */
            uid?: string;
            /** @description Its API version. */
            apiVersion?: string;
            /** @description The revision the reference was made at. */
            resourceVersion?: string;
            /** @description A part of the object, e.g. `spec.containers{main}`. */
            fieldPath?: string;
        };
        /** @description Who reported it. */
        "dev.modelyard.types.EventSource": {
            /** @description The component. */
            component?: string;
            /** @description The node. */
            host?: string;
        };
        /** @description For repeated events: how the series goes on. */
        "dev.modelyard.types.EventSeries": {
            /**
             * Format: int32
             * @description How many so far.
             */
            count?: number;
            /**
             * Format: date-time
             * @description When the last one was seen.
             */
            lastObservedTime?: string;
        };
        /** @description A project: the boundary within which names are unique and rights are given. */
        "io.k8s.api.core.v1.Namespace": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description What keeps a namespace alive. */
            spec?: components["schemas"]["dev.modelyard.types.NamespaceSpec"];
            /** @description State of a namespace. */
            status?: components["schemas"]["dev.modelyard.types.NamespaceStatus"];
        };
        /** @description What keeps a namespace alive. */
        "dev.modelyard.types.NamespaceSpec": {
            /** @description Must be empty before the namespace can go. */
            finalizers?: string[];
        };
        /** @description State of a namespace. */
        "dev.modelyard.types.NamespaceStatus": {
            /** @description `Active` or `Terminating`. */
            phase?: string;
            /** @description How far deletion has come. */
            conditions?: components["schemas"]["dev.modelyard.types.NamespaceCondition"][];
        };
        /** @description One observed aspect of a namespace. */
        "dev.modelyard.types.NamespaceCondition": {
            /** @description Type of the condition. */
            type: string;
            /** @description `True`, `False` or `Unknown`. */
            status: string;
            /**
             * Format: date-time
             * @description When `status` last changed.
             */
            lastTransitionTime?: string;
            /** @description One-word reason. */
            reason?: string;
            /** @description For a person. */
            message?: string;
        };
        /** @description A machine that runs pods. */
        "io.k8s.api.core.v1.Node": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description How a node may be used. */
            spec?: components["schemas"]["dev.modelyard.types.NodeSpec"];
            /** @description State of a machine. */
            status?: components["schemas"]["dev.modelyard.types.NodeStatus"];
        };
        /** @description How a node may be used. */
        "dev.modelyard.types.NodeSpec": {
            /** @description Network of the node's pods. */
            podCIDR?: string;
            /** @description Networks of the node's pods. */
            podCIDRs?: string[];
            /** @description The cloud provider's name for the machine. */
            providerID?: string;
            /** @description When true no new pods are put here. */
            unschedulable?: boolean;
            /** @description Taints that keep pods away. */
            taints?: components["schemas"]["dev.modelyard.types.Taint"][];
            /** @description Deprecated and ignored; kept so that older objects load. */
            configSource?: Record<string, never>;
            /** @description Deprecated and ignored; kept so that older objects load. */
            externalID?: string;
        };
        /** @description Keeps pods away that do not tolerate it. */
        "dev.modelyard.types.Taint": {
            /** @description Key of the taint. */
            key: string;
            /** @description Value of the taint. */
            value?: string;
            /** @description `NoSchedule`, `PreferNoSchedule` or `NoExecute`. */
            effect: string;
            /**
             * Format: date-time
             * @description When it was added.
             */
            timeAdded?: string;
        };
        /** @description State of a machine. */
        "dev.modelyard.types.NodeStatus": {
            /** @description All resources of the machine. */
            capacity?: {
                [key: string]: number | string;
            };
            /** @description Resources available to pods. */
            allocatable?: {
                [key: string]: number | string;
            };
            /** @description Deprecated. */
            phase?: string;
            /** @description Observed aspects: Ready, MemoryPressure, …. */
            conditions?: components["schemas"]["dev.modelyard.types.NodeCondition"][];
            /** @description Addresses of the machine. */
            addresses?: components["schemas"]["dev.modelyard.types.NodeAddress"][];
            /** @description Ports of the node agent. */
            daemonEndpoints?: components["schemas"]["dev.modelyard.types.NodeDaemonEndpoints"];
            /** @description What the machine is. */
            nodeInfo?: components["schemas"]["dev.modelyard.types.NodeSystemInfo"];
            /** @description Images on the machine. */
            images?: components["schemas"]["dev.modelyard.types.ContainerImage"][];
            /** @description Volumes in use. */
            volumesInUse?: string[];
            /** @description Volumes attached. */
            volumesAttached?: components["schemas"]["dev.modelyard.types.AttachedVolume"][];
            /** @description Deprecated; kept so that older objects load. */
            config?: Record<string, never>;
            /** @description Runtimes the machine offers. */
            runtimeHandlers?: components["schemas"]["dev.modelyard.types.NodeRuntimeHandler"][];
            /** @description What the container runtime can do. */
            features?: components["schemas"]["dev.modelyard.types.NodeFeatures"];
            /** @description Features the node agent declares. */
            declaredFeatures?: string[];
        };
        /** @description One observed aspect of a machine. */
        "dev.modelyard.types.NodeCondition": {
            /** @description Type of the condition. */
            type: string;
            /** @description `True`, `False` or `Unknown`. */
            status: string;
            /**
             * Format: date-time
             * @description When it was last confirmed.
             */
            lastHeartbeatTime?: string;
            /**
             * Format: date-time
             * @description When `status` last changed.
             */
            lastTransitionTime?: string;
            /** @description One-word reason. */
            reason?: string;
            /** @description For a person. */
            message?: string;
        };
        /** @description An address of a machine. */
        "dev.modelyard.types.NodeAddress": {
            /** @description `Hostname`, `InternalIP`, `ExternalIP`, `InternalDNS` or `ExternalDNS`. */
            type: string;
            /** @description The address. */
            address: string;
        };
        /** @description Ports of the node agent. */
        "dev.modelyard.types.NodeDaemonEndpoints": {
            /** @description The node agent's own port. */
            kubeletEndpoint?: components["schemas"]["dev.modelyard.types.DaemonEndpoint"];
        };
        /** @description The node agent's own port. */
        "dev.modelyard.types.DaemonEndpoint": {
            /**
             * Format: int32
             * @description The port number; capitalised on the wire.
             */
            Port: number;
        };
        /** @description What the machine is. */
        "dev.modelyard.types.NodeSystemInfo": {
            /** @description Id of the machine. */
            machineID: string;
            /** @description Id of the system. */
            systemUUID: string;
            /** @description Id of the boot. */
            bootID: string;
            /** @description Version of the kernel. */
            kernelVersion: string;
            /** @description Name of the operating system. */
            osImage: string;
            /** @description Version of the container runtime. */
            containerRuntimeVersion: string;
            /** @description Version of the node agent. */
            kubeletVersion: string;
            /** @description Deprecated. */
            kubeProxyVersion: string;
            /** @description `linux` or `windows`. */
            operatingSystem: string;
            /** @description Processor architecture, e.g. `amd64`. */
            architecture: string;
            /** @description Swap of the machine. */
            swap?: components["schemas"]["dev.modelyard.types.NodeSwapStatus"];
        };
        /** @description Swap of the machine. */
        "dev.modelyard.types.NodeSwapStatus": {
            /**
             * Format: int64
             * @description Bytes of swap.
             */
            capacity?: number;
        };
        /** @description An image on a machine. */
        "dev.modelyard.types.ContainerImage": {
            /** @description Names of the image. */
            names?: string[];
            /**
             * Format: int64
             * @description Its size in bytes.
             */
            sizeBytes?: number;
        };
        /** @description A volume attached to a machine. */
        "dev.modelyard.types.AttachedVolume": {
            /** @description Name of the volume. */
            name: string;
            /** @description Path of the device. */
            devicePath: string;
        };
        /** @description A runtime a machine offers. */
        "dev.modelyard.types.NodeRuntimeHandler": {
            /**
             * @description Its name; empty for the default.
             * @default
             */
            name?: string;
            /** @description What it can do. */
            features?: components["schemas"]["dev.modelyard.types.NodeRuntimeHandlerFeatures"];
        };
        /** @description What it can do. */
        "dev.modelyard.types.NodeRuntimeHandlerFeatures": {
            /** @description Mounts that are read-only all the way down. */
            recursiveReadOnlyMounts?: boolean;
            /** @description User namespaces. */
            userNamespaces?: boolean;
        };
        /** @description What the container runtime can do. */
        "dev.modelyard.types.NodeFeatures": {
            /** @description Honour the policy for supplemental groups. */
            supplementalGroupsPolicy?: boolean;
        };
        /** @description A group of containers that run together: here, one replica of a model server. */
        "io.k8s.api.core.v1.Pod": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description What a pod runs, and how. */
            spec?: components["schemas"]["dev.modelyard.types.PodSpec"];
            /** @description What is known about a running pod. */
            status?: components["schemas"]["dev.modelyard.types.PodStatus"];
        };
        /** @description What a pod runs, and how. */
        "dev.modelyard.types.PodSpec": {
            /** @description Volumes the containers can mount. */
            volumes?: components["schemas"]["dev.modelyard.types.Volume"][];
            /** @description Containers run to their end, one after the other, before the others start. */
            initContainers?: components["schemas"]["dev.modelyard.types.Container"][];
            /** @description The containers; at least one. */
            containers: components["schemas"]["dev.modelyard.types.Container"][];
            /** @description Containers added later to look into the pod. */
            ephemeralContainers?: components["schemas"]["dev.modelyard.types.EphemeralContainer"][];
            /** @description `Always` (default), `OnFailure` or `Never`. */
            restartPolicy?: string;
            /**
             * Format: int64
             * @description Seconds between asking the programs to end and killing them. Default 30.
             */
            terminationGracePeriodSeconds?: number;
            /**
             * Format: int64
             * @description Seconds after which the pod has failed if it still runs.
             */
            activeDeadlineSeconds?: number;
            /** @description `ClusterFirst` (default), `ClusterFirstWithHostNet`, `Default` or `None`. */
            dnsPolicy?: string;
            /** @description Labels a node must have for the pod to run there. */
            nodeSelector?: {
                [key: string]: string;
            };
            /** @description ServiceAccount the pod acts as. */
            serviceAccountName?: string;
            /** @description Deprecated alias of `serviceAccountName`. */
            serviceAccount?: string;
            /** @description Whether a token of the service account is mounted. */
            automountServiceAccountToken?: boolean;
            /** @description The node the pod is bound to; set by the scheduler. */
            nodeName?: string;
            /** @description Use the machine's network. */
            hostNetwork?: boolean;
            /** @description See the machine's processes. */
            hostPID?: boolean;
            /** @description Use the machine's inter-process communication. */
            hostIPC?: boolean;
            /** @description Let the containers see each other's processes. */
            shareProcessNamespace?: boolean;
            /** @description Security options of the whole pod. */
            securityContext?: components["schemas"]["dev.modelyard.types.PodSecurityContext"];
            /** @description Secrets with credentials for image registries. */
            imagePullSecrets?: components["schemas"]["dev.modelyard.types.LocalObjectReference"][];
            /** @description Host name of the pod; its name when absent. */
            hostname?: string;
            /** @description Makes the host name `hostname.subdomain.namespace.svc.domain`. */
            subdomain?: string;
            /** @description Where the pod wants to run. */
            affinity?: components["schemas"]["dev.modelyard.types.Affinity"];
            /** @description Scheduler to use; the default one when absent. */
            schedulerName?: string;
            /** @description Taints the pod tolerates. */
            tolerations?: components["schemas"]["dev.modelyard.types.Toleration"][];
            /** @description Lines for the pod's hosts file. */
            hostAliases?: components["schemas"]["dev.modelyard.types.HostAlias"][];
            /** @description Name of the pod's priority class. */
            priorityClassName?: string;
            /**
             * Format: int32
             * @description The priority; set from the class. Higher is more important.
             */
            priority?: number;
            /** @description DNS settings added to those of `dnsPolicy`. */
            dnsConfig?: components["schemas"]["dev.modelyard.types.PodDnsConfig"];
            /** @description Further conditions that must be true for the pod to be ready. */
            readinessGates?: components["schemas"]["dev.modelyard.types.PodReadinessGate"][];
            /** @description Name of the RuntimeClass to run the pod with. */
            runtimeClassName?: string;
            /** @description Whether services appear as environment variables. Default true. */
            enableServiceLinks?: boolean;
            /** @description `PreemptLowerPriority` (default) or `Never`. */
            preemptionPolicy?: string;
            /** @description Resources the runtime itself needs for the pod; set from the RuntimeClass. */
            overhead?: {
                [key: string]: number | string;
            };
            /** @description How evenly pods are spread. */
            topologySpreadConstraints?: components["schemas"]["dev.modelyard.types.TopologySpreadConstraint"][];
            /** @description Use the fully qualified name as host name. */
            setHostnameAsFQDN?: boolean;
            /** @description Operating system the pod is made for. */
            os?: components["schemas"]["dev.modelyard.types.PodOs"];
            /** @description Whether the machine's user ids are used. Default true. */
            hostUsers?: boolean;
            /** @description While any is left the pod is not scheduled. */
            schedulingGates?: components["schemas"]["dev.modelyard.types.PodSchedulingGate"][];
            /** @description Device claims the containers can use. */
            resourceClaims?: components["schemas"]["dev.modelyard.types.PodResourceClaim"][];
            /** @description Resources of the pod as a whole. */
            resources?: components["schemas"]["dev.modelyard.types.ResourceRequirements"];
            /** @description Host name that wins over everything else. */
            hostnameOverride?: string;
        };
        /** @description A volume: a name and exactly one source. Without a source it is an `emptyDir`. */
        "dev.modelyard.types.Volume": {
            /** @description Name of the volume, a DNS label unique within the pod. */
            name: string;
            /** @description A file or folder of the machine. */
            hostPath?: components["schemas"]["dev.modelyard.types.HostPathVolumeSource"];
            /** @description An empty folder that lives as long as the pod. */
            emptyDir?: components["schemas"]["dev.modelyard.types.EmptyDirVolumeSource"];
            /** @description A Google Compute Engine disk (deprecated). */
            gcePersistentDisk?: components["schemas"]["dev.modelyard.types.GcePersistentDiskVolumeSource"];
            /** @description An AWS block store (deprecated). */
            awsElasticBlockStore?: components["schemas"]["dev.modelyard.types.AwsElasticBlockStoreVolumeSource"];
            /** @description A git checkout (deprecated). */
            gitRepo?: components["schemas"]["dev.modelyard.types.GitRepoVolumeSource"];
            /** @description The keys of a Secret as files. */
            secret?: components["schemas"]["dev.modelyard.types.SecretVolumeSource"];
            /** @description An NFS export. */
            nfs?: components["schemas"]["dev.modelyard.types.NfsVolumeSource"];
            /** @description An iSCSI disk. */
            iscsi?: components["schemas"]["dev.modelyard.types.IscsiVolumeSource"];
            /** @description A GlusterFS volume (deprecated). */
            glusterfs?: components["schemas"]["dev.modelyard.types.GlusterfsVolumeSource"];
            /** @description A persistent volume claim of the same namespace. */
            persistentVolumeClaim?: components["schemas"]["dev.modelyard.types.PersistentVolumeClaimVolumeSource"];
            /** @description A Ceph block device (deprecated). */
            rbd?: components["schemas"]["dev.modelyard.types.RbdVolumeSource"];
            /** @description A volume from a flex driver (deprecated). */
            flexVolume?: components["schemas"]["dev.modelyard.types.FlexVolumeSource"];
            /** @description An OpenStack Cinder volume (deprecated). */
            cinder?: components["schemas"]["dev.modelyard.types.CinderVolumeSource"];
            /** @description A CephFS mount (deprecated). */
            cephfs?: components["schemas"]["dev.modelyard.types.CephFsVolumeSource"];
            /** @description A Flocker volume (deprecated). */
            flocker?: components["schemas"]["dev.modelyard.types.FlockerVolumeSource"];
            /** @description Fields of the pod as files. */
            downwardAPI?: components["schemas"]["dev.modelyard.types.DownwardApiVolumeSource"];
            /** @description A Fibre Channel disk. */
            fc?: components["schemas"]["dev.modelyard.types.FcVolumeSource"];
            /** @description An Azure file share (deprecated). */
            azureFile?: components["schemas"]["dev.modelyard.types.AzureFileVolumeSource"];
            /** @description The keys of a ConfigMap as files. */
            configMap?: components["schemas"]["dev.modelyard.types.ConfigMapVolumeSource"];
            /** @description A vSphere disk (deprecated). */
            vsphereVolume?: components["schemas"]["dev.modelyard.types.VsphereVirtualDiskVolumeSource"];
            /** @description A Quobyte mount (deprecated). */
            quobyte?: components["schemas"]["dev.modelyard.types.QuobyteVolumeSource"];
            /** @description An Azure disk (deprecated). */
            azureDisk?: components["schemas"]["dev.modelyard.types.AzureDiskVolumeSource"];
            /** @description A Photon Controller disk (deprecated). */
            photonPersistentDisk?: components["schemas"]["dev.modelyard.types.PhotonPersistentDiskVolumeSource"];
            /** @description Several sources in one folder. */
            projected?: components["schemas"]["dev.modelyard.types.ProjectedVolumeSource"];
            /** @description A Portworx volume (deprecated). */
            portworxVolume?: components["schemas"]["dev.modelyard.types.PortworxVolumeSource"];
            /** @description A ScaleIO volume (deprecated). */
            scaleIO?: components["schemas"]["dev.modelyard.types.ScaleIoVolumeSource"];
            /** @description A StorageOS volume (deprecated). */
            storageos?: components["schemas"]["dev.modelyard.types.StorageOsVolumeSource"];
            /** @description A volume from a CSI driver that lives as long as the pod. */
            csi?: components["schemas"]["dev.modelyard.types.CsiVolumeSource"];
            /** @description A claim made for this pod and deleted with it. */
            ephemeral?: components["schemas"]["dev.modelyard.types.EphemeralVolumeSource"];
            /** @description The content of an OCI image or artifact. */
            image?: components["schemas"]["dev.modelyard.types.ImageVolumeSource"];
        };
        /** @description A file or folder of the machine. */
        "dev.modelyard.types.HostPathVolumeSource": {
            /** @description Path on the machine. */
            path: string;
            /** @description What must be there: empty (no check), `DirectoryOrCreate`, `Directory`, `FileOrCreate`, `File`, `Socket`, `CharDevice` or `BlockDevice`. */
            type?: string;
        };
        /** @description An empty folder that lives as long as the pod. */
        "dev.modelyard.types.EmptyDirVolumeSource": {
            /** @description Empty for disk, `Memory` for a memory file system. */
            medium?: string;
            /** @description The most it may hold. */
            sizeLimit?: number | string;
        };
        /** @description A Google Compute Engine disk (deprecated). */
        "dev.modelyard.types.GcePersistentDiskVolumeSource": {
            /** @description Name of the disk. */
            pdName: string;
            /** @description File system, e.g. `ext4`. */
            fsType?: string;
            /**
             * Format: int32
             * @description Partition to mount.
             */
            partition?: number;
            /** @description Mount read-only. */
            readOnly?: boolean;
        };
        /** @description An AWS block store (deprecated). */
        "dev.modelyard.types.AwsElasticBlockStoreVolumeSource": {
            /** @description Id of the volume. */
            volumeID: string;
            /** @description File system, e.g. `ext4`. */
            fsType?: string;
            /**
             * Format: int32
             * @description Partition to mount.
             */
            partition?: number;
            /** @description Mount read-only. */
            readOnly?: boolean;
        };
        /** @description A git checkout (deprecated). */
        "dev.modelyard.types.GitRepoVolumeSource": {
            /** @description URL of the repository. */
            repository: string;
            /** @description Commit to check out. */
            revision?: string;
            /** @description Folder within the volume; no `..`. */
            directory?: string;
        };
        /** @description The keys of a Secret as files. */
        "dev.modelyard.types.SecretVolumeSource": {
            /** @description Name of the Secret, in the same namespace. */
            secretName?: string;
            /** @description Which keys, and where; all, under their own names, when absent. */
            items?: components["schemas"]["dev.modelyard.types.KeyToPath"][];
            /**
             * Format: int32
             * @description Permission bits of the files. Default 0644.
             */
            defaultMode?: number;
            /** @description Whether the Secret or its keys may be missing. */
            optional?: boolean;
        };
        /** @description Maps a key to a file. */
        "dev.modelyard.types.KeyToPath": {
            /** @description The key. */
            key: string;
            /** @description Relative path of the file; no `..`. */
            path: string;
            /**
             * Format: int32
             * @description Permission bits; the volume's default when absent.
             */
            mode?: number;
        };
        /** @description An NFS export. */
        "dev.modelyard.types.NfsVolumeSource": {
            /** @description Host name or address of the server. */
            server: string;
            /** @description Exported path. */
            path: string;
            /** @description Mount read-only. */
            readOnly?: boolean;
        };
        /** @description An iSCSI disk. */
        "dev.modelyard.types.IscsiVolumeSource": {
            /** @description Address and port of the target. */
            targetPortal: string;
            /** @description Qualified name of the target. */
            iqn: string;
            /**
             * Format: int32
             * @description Logical unit.
             */
            lun: number;
            /**
             * @description Transport to use.
             * @default default
             */
            iscsiInterface?: string;
            /** @description File system, e.g. `ext4`. */
            fsType?: string;
            /** @description Mount read-only. */
            readOnly?: boolean;
            /** @description Further portals. */
            portals?: string[];
            /** @description Whether discovery uses CHAP. */
            chapAuthDiscovery?: boolean;
            /** @description Whether sessions use CHAP. */
            chapAuthSession?: boolean;
            /** @description Secret with the CHAP credentials. */
            secretRef?: components["schemas"]["dev.modelyard.types.LocalObjectReference"];
            /** @description Name of the initiator to use. */
            initiatorName?: string;
        };
        /** @description Secret with the CHAP credentials. */
        "dev.modelyard.types.LocalObjectReference": {
            /**
             * @description Name of the object.
             * @default
             */
            name?: string;
        };
        /** @description A GlusterFS volume (deprecated). */
        "dev.modelyard.types.GlusterfsVolumeSource": {
            /** @description Name of the Endpoints that list the servers. */
            endpoints: string;
            /** @description Name of the volume. */
            path: string;
            /** @description Mount read-only. */
            readOnly?: boolean;
        };
        /** @description A persistent volume claim of the same namespace. */
        "dev.modelyard.types.PersistentVolumeClaimVolumeSource": {
            /** @description Name of the claim, in the same namespace. */
            claimName: string;
            /** @description Mount read-only everywhere. */
            readOnly?: boolean;
        };
        /** @description A Ceph block device (deprecated). */
        "dev.modelyard.types.RbdVolumeSource": {
            /** @description Addresses of the monitors. */
            monitors: string[];
            /** @description Name of the image. */
            image: string;
            /** @description File system, e.g. `ext4`. */
            fsType?: string;
            /**
             * @description Pool of the image.
             * @default rbd
             */
            pool?: string;
            /**
             * @description User to map as.
             * @default admin
             */
            user?: string;
            /**
             * @description File with the key of the user.
             * @default /etc/ceph/keyring
             */
            keyring?: string;
            /** @description Secret with the key of the user. */
            secretRef?: components["schemas"]["dev.modelyard.types.LocalObjectReference"];
            /** @description Mount read-only. */
            readOnly?: boolean;
        };
        /** @description A volume from a flex driver (deprecated). */
        "dev.modelyard.types.FlexVolumeSource": {
            /** @description Name of the driver. */
            driver: string;
            /** @description File system; the driver's default when absent. */
            fsType?: string;
            /** @description Secret passed to the driver. */
            secretRef?: components["schemas"]["dev.modelyard.types.LocalObjectReference"];
            /** @description Mount read-only. */
            readOnly?: boolean;
            /** @description Options for the driver. */
            options?: {
                [key: string]: string;
            };
        };
        /** @description An OpenStack Cinder volume (deprecated). */
        "dev.modelyard.types.CinderVolumeSource": {
            /** @description Id of the volume. */
            volumeID: string;
            /** @description File system, e.g. `ext4`. */
            fsType?: string;
            /** @description Mount read-only. */
            readOnly?: boolean;
            /** @description Secret with the OpenStack parameters. */
            secretRef?: components["schemas"]["dev.modelyard.types.LocalObjectReference"];
        };
        /** @description A CephFS mount (deprecated). */
        "dev.modelyard.types.CephFsVolumeSource": {
            /** @description Addresses of the monitors. */
            monitors: string[];
            /** @description Path within the file system. */
            path?: string;
            /** @description User to mount as. */
            user?: string;
            /** @description File with the key of the user. */
            secretFile?: string;
            /** @description Secret with the key of the user. */
            secretRef?: components["schemas"]["dev.modelyard.types.LocalObjectReference"];
            /** @description Mount read-only. */
            readOnly?: boolean;
        };
        /** @description A Flocker volume (deprecated). */
        "dev.modelyard.types.FlockerVolumeSource": {
            /** @description Name of the dataset. */
            datasetName?: string;
            /** @description Id of the dataset. */
            datasetUUID?: string;
        };
        /** @description Fields of the pod as files. */
        "dev.modelyard.types.DownwardApiVolumeSource": {
            /** @description The files. */
            items?: components["schemas"]["dev.modelyard.types.DownwardApiVolumeFile"][];
            /**
             * Format: int32
             * @description Permission bits of the files. Default 0644.
             */
            defaultMode?: number;
        };
        /** @description One field of the pod as a file. */
        "dev.modelyard.types.DownwardApiVolumeFile": {
            /** @description Relative path of the file; no `..`. */
            path: string;
            /** @description A field of the pod. */
            fieldRef?: components["schemas"]["dev.modelyard.types.ObjectFieldSelector"];
            /** @description A request or limit of a container. */
            resourceFieldRef?: components["schemas"]["dev.modelyard.types.ResourceFieldSelector"];
            /**
             * Format: int32
             * @description Permission bits; the volume's default when absent.
             */
            mode?: number;
        };
        /** @description A field of the pod. */
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
        /** @description A Fibre Channel disk. */
        "dev.modelyard.types.FcVolumeSource": {
            /** @description World-wide names of the target. */
            targetWWNs?: string[];
            /**
             * Format: int32
             * @description Logical unit.
             */
            lun?: number;
            /** @description File system, e.g. `ext4`. */
            fsType?: string;
            /** @description Mount read-only. */
            readOnly?: boolean;
            /** @description World-wide ids; instead of names and unit. */
            wwids?: string[];
        };
        /** @description An Azure file share (deprecated). */
        "dev.modelyard.types.AzureFileVolumeSource": {
            /** @description Secret with account name and key. */
            secretName: string;
            /** @description Name of the share. */
            shareName: string;
            /** @description Mount read-only. */
            readOnly?: boolean;
        };
        /** @description The keys of a ConfigMap as files. */
        "dev.modelyard.types.ConfigMapVolumeSource": {
            /**
             * @description Name of the ConfigMap, in the same namespace.
             * @default
             */
            name?: string;
            /** @description Which keys, and where; all, under their own names, when absent. */
            items?: components["schemas"]["dev.modelyard.types.KeyToPath"][];
            /**
             * Format: int32
             * @description Permission bits of the files. Default 0644.
             */
            defaultMode?: number;
            /** @description Whether the ConfigMap or its keys may be missing. */
            optional?: boolean;
        };
        /** @description A vSphere disk (deprecated). */
        "dev.modelyard.types.VsphereVirtualDiskVolumeSource": {
            /** @description Path of the disk. */
            volumePath: string;
            /** @description File system, e.g. `ext4`. */
            fsType?: string;
            /** @description Name of the storage policy. */
            storagePolicyName?: string;
            /** @description Id of the storage policy. */
            storagePolicyID?: string;
        };
        /** @description A Quobyte mount (deprecated). */
        "dev.modelyard.types.QuobyteVolumeSource": {
            /** @description Address and port of the registry. */
            registry: string;
            /** @description Name of the volume. */
            volume: string;
            /** @description Mount read-only. */
            readOnly?: boolean;
            /** @description User to map access to. */
            user?: string;
            /** @description Group to map access to. */
            group?: string;
            /** @description Tenant that owns the volume. */
            tenant?: string;
        };
        /** @description An Azure disk (deprecated). */
        "dev.modelyard.types.AzureDiskVolumeSource": {
            /** @description Name of the disk. */
            diskName: string;
            /** @description URI of the disk. */
            diskURI: string;
            /** @description `None`, `ReadOnly` or `ReadWrite`. */
            cachingMode?: string;
            /**
             * @description File system.
             * @default ext4
             */
            fsType?: string;
            /**
             * @description Mount read-only.
             * @default false
             */
            readOnly?: boolean;
            /** @description `Shared`, `Dedicated` or `Managed`. */
            kind?: string;
        };
        /** @description A Photon Controller disk (deprecated). */
        "dev.modelyard.types.PhotonPersistentDiskVolumeSource": {
            /** @description Id of the disk. */
            pdID: string;
            /** @description File system, e.g. `ext4`. */
            fsType?: string;
        };
        /** @description Several sources in one folder. */
        "dev.modelyard.types.ProjectedVolumeSource": {
            /** @description The sources. */
            sources?: components["schemas"]["dev.modelyard.types.VolumeProjection"][];
            /**
             * Format: int32
             * @description Permission bits of the files. Default 0644.
             */
            defaultMode?: number;
        };
        /** @description One source of a projected volume: exactly one of these. */
        "dev.modelyard.types.VolumeProjection": {
            /** @description Keys of a Secret. */
            secret?: components["schemas"]["dev.modelyard.types.SecretProjection"];
            /** @description Fields of the pod. */
            downwardAPI?: components["schemas"]["dev.modelyard.types.DownwardApiProjection"];
            /** @description Keys of a ConfigMap. */
            configMap?: components["schemas"]["dev.modelyard.types.ConfigMapProjection"];
            /** @description A token of the pod's service account. */
            serviceAccountToken?: components["schemas"]["dev.modelyard.types.ServiceAccountTokenProjection"];
            /** @description Certificates to trust. */
            clusterTrustBundle?: components["schemas"]["dev.modelyard.types.ClusterTrustBundleProjection"];
            /** @description A certificate made for the pod. */
            podCertificate?: components["schemas"]["dev.modelyard.types.PodCertificateProjection"];
        };
        /** @description Keys of a Secret. */
        "dev.modelyard.types.SecretProjection": {
            /**
             * @description Name of the Secret, in the same namespace.
             * @default
             */
            name?: string;
            /** @description Which keys, and where; all when absent. */
            items?: components["schemas"]["dev.modelyard.types.KeyToPath"][];
            /** @description Whether the Secret or its keys may be missing. */
            optional?: boolean;
        };
        /** @description Fields of the pod. */
        "dev.modelyard.types.DownwardApiProjection": {
            /** @description The files. */
            items?: components["schemas"]["dev.modelyard.types.DownwardApiVolumeFile"][];
        };
        /** @description Keys of a ConfigMap. */
        "dev.modelyard.types.ConfigMapProjection": {
            /**
             * @description Name of the ConfigMap, in the same namespace.
             * @default
             */
            name?: string;
            /** @description Which keys, and where; all when absent. */
            items?: components["schemas"]["dev.modelyard.types.KeyToPath"][];
            /** @description Whether the ConfigMap or its keys may be missing. */
            optional?: boolean;
        };
        /** @description A token of the pod's service account. */
        "dev.modelyard.types.ServiceAccountTokenProjection": {
            /** @description Who the token is meant for; the API server when absent. */
            audience?: string;
            /**
             * Format: int64
             * @description Requested life of the token; at least 600. Default 3600.
             */
            expirationSeconds?: number;
            /** @description Relative path of the file. */
            path: string;
        };
        /** @description Certificates to trust. */
        "dev.modelyard.types.ClusterTrustBundleProjection": {
            /** @description One ClusterTrustBundle; not with `signerName`. */
            name?: string;
            /** @description All bundles of this signer that the selector selects; not with `name`. */
            signerName?: string;
            /** @description Labels of the bundles. */
            labelSelector?: components["schemas"]["dev.modelyard.types.LabelSelector"];
            /** @description Whether bundles may be missing. */
            optional?: boolean;
            /** @description Relative path of the file. */
            path: string;
        };
        /** @description Labels of the bundles. */
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
        /** @description A certificate made for the pod. */
        "dev.modelyard.types.PodCertificateProjection": {
            /** @description Who signs it. */
            signerName: string;
            /** @description `RSA3072`, `RSA4096`, `ECDSAP256`, `ECDSAP384`, `ECDSAP521` or `ED25519`. */
            keyType: string;
            /**
             * Format: int32
             * @description Longest acceptable life, in seconds.
             */
            maxExpirationSeconds?: number;
            /** @description File for key and certificates together. */
            credentialBundlePath?: string;
            /** @description File for the key alone. */
            keyPath?: string;
            /** @description File for the certificates alone. */
            certificateChainPath?: string;
            /** @description Further data for the signer. */
            userAnnotations?: {
                [key: string]: string;
            };
        };
        /** @description A Portworx volume (deprecated). */
        "dev.modelyard.types.PortworxVolumeSource": {
            /** @description Id of the volume. */
            volumeID: string;
            /** @description File system, e.g. `ext4`. */
            fsType?: string;
            /** @description Mount read-only. */
            readOnly?: boolean;
        };
        /** @description A ScaleIO volume (deprecated). */
        "dev.modelyard.types.ScaleIoVolumeSource": {
            /** @description Address of the gateway. */
            gateway: string;
            /** @description Name of the system. */
            system: string;
            /** @description Secret with the credentials. */
            secretRef: components["schemas"]["dev.modelyard.types.LocalObjectReference"];
            /** @description Use TLS to the gateway. */
            sslEnabled?: boolean;
            /** @description Protection domain. */
            protectionDomain?: string;
            /** @description Storage pool. */
            storagePool?: string;
            /**
             * @description `ThickProvisioned` or `ThinProvisioned`.
             * @default ThinProvisioned
             */
            storageMode?: string;
            /** @description Name of the volume. */
            volumeName?: string;
            /**
             * @description File system.
             * @default xfs
             */
            fsType?: string;
            /** @description Mount read-only. */
            readOnly?: boolean;
        };
        /** @description A StorageOS volume (deprecated). */
        "dev.modelyard.types.StorageOsVolumeSource": {
            /** @description Name of the volume. */
            volumeName?: string;
            /** @description StorageOS namespace of the volume. */
            volumeNamespace?: string;
            /** @description File system, e.g. `ext4`. */
            fsType?: string;
            /** @description Mount read-only. */
            readOnly?: boolean;
            /** @description Secret with the credentials. */
            secretRef?: components["schemas"]["dev.modelyard.types.LocalObjectReference"];
        };
        /** @description A volume from a CSI driver that lives as long as the pod. */
        "dev.modelyard.types.CsiVolumeSource": {
            /** @description Name of the driver. */
            driver: string;
            /** @description Mount read-only. */
            readOnly?: boolean;
            /** @description File system, e.g. `ext4`; the driver's default when absent. */
            fsType?: string;
            /** @description Properties the driver understands. */
            volumeAttributes?: {
                [key: string]: string;
            };
            /** @description Secret passed to the driver. */
            nodePublishSecretRef?: components["schemas"]["dev.modelyard.types.LocalObjectReference"];
        };
        /** @description A claim made for this pod and deleted with it. */
        "dev.modelyard.types.EphemeralVolumeSource": {
            /** @description What to claim. */
            volumeClaimTemplate?: components["schemas"]["dev.modelyard.types.PersistentVolumeClaimTemplate"];
        };
        /** @description What to claim. */
        "dev.modelyard.types.PersistentVolumeClaimTemplate": {
            /** @description Labels and annotations of the claim. */
            metadata?: Record<string, never>;
            /** @description What is claimed. */
            spec: components["schemas"]["dev.modelyard.types.PersistentVolumeClaimSpec"];
        };
        /** @description What is claimed. */
        "dev.modelyard.types.PersistentVolumeClaimSpec": {
            /** @description `ReadWriteOnce`, `ReadOnlyMany`, `ReadWriteMany` or `ReadWriteOncePod`. */
            accessModes?: string[];
            /** @description Volumes to choose from. */
            selector?: components["schemas"]["dev.modelyard.types.LabelSelector"];
            /** @description Size asked for. */
            resources?: components["schemas"]["dev.modelyard.types.VolumeResourceRequirements"];
            /** @description The volume bound. */
            volumeName?: string;
            /** @description StorageClass to use. */
            storageClassName?: string;
            /** @description `Filesystem` (default) or `Block`. */
            volumeMode?: string;
            /** @description Snapshot or claim to start from. */
            dataSource?: components["schemas"]["dev.modelyard.types.TypedLocalObjectReference"];
            /** @description Object to start from, of any kind. */
            dataSourceRef?: components["schemas"]["dev.modelyard.types.TypedObjectReference"];
            /** @description Class of attributes to set. */
            volumeAttributesClassName?: string;
        };
        /** @description Size asked for. */
        "dev.modelyard.types.VolumeResourceRequirements": {
            /** @description At most. */
            limits?: {
                [key: string]: number | string;
            };
            /** @description At least. */
            requests?: {
                [key: string]: number | string;
            };
        };
        /** @description Snapshot or claim to start from. */
        "dev.modelyard.types.TypedLocalObjectReference": {
            /** @description Group of the object; the core group when absent. */
            apiGroup?: string;
            /** @description Its kind. */
            kind: string;
            /** @description Its name. */
            name: string;
        };
        /** @description Object to start from, of any kind. */
        "dev.modelyard.types.TypedObjectReference": {
            /** @description Group of the object; the core group when absent. */
            apiGroup?: string;
            /** @description Its kind. */
            kind: string;
            /** @description Its name. */
            name: string;
            /** @description Its namespace; the same when absent. */
            namespace?: string;
        };
        /** @description The content of an OCI image or artifact. */
        "dev.modelyard.types.ImageVolumeSource": {
            /** @description The image. */
            reference?: string;
            /** @description `Always`, `Never` or `IfNotPresent`. */
            pullPolicy?: string;
        };
        /** @description One program to run in a pod: its image or command, environment, resources, mounts and probes. */
        "dev.modelyard.types.Container": {
            /** @description Name of the container, a DNS label unique within the pod. Cannot be changed. */
            name: string;
            /** @description The container image. On one machine an image is only informative: what runs is the command. */
            image?: string;
            /** @description What to start, without a shell. `$(NAME)` is replaced from the environment; `$$(NAME)` is kept as `$(NAME)`. The image's entry point when absent. */
            command?: string[];
            /** @description Arguments of the command, expanded the same way. The image's default arguments when absent. */
            args?: string[];
            /** @description Folder the command starts in. The image's default when absent. */
            workingDir?: string;
            /** @description Ports the program listens on. Mostly documentation: leaving one out does not close it. */
            ports?: components["schemas"]["dev.modelyard.types.ContainerPort"][];
            /** @description Whole ConfigMaps and Secrets taken into the environment. On a clash the last one wins, and `env` wins over all. */
            envFrom?: components["schemas"]["dev.modelyard.types.EnvFromSource"][];
            /** @description Environment variables. */
            env?: components["schemas"]["dev.modelyard.types.EnvVar"][];
            /** @description Processor, memory and devices asked for and allowed at most. */
            resources?: components["schemas"]["dev.modelyard.types.ResourceRequirements"];
            /** @description What happens to the running container when its resources are changed in place. */
            resizePolicy?: components["schemas"]["dev.modelyard.types.ContainerResizePolicy"][];
            /** @description Overrides the pod's restart policy for this container. For an init container, `Always` makes it a side car. */
            restartPolicy?: string;
            /** @description Rules, tried in order, that decide by exit code whether to restart. */
            restartPolicyRules?: components["schemas"]["dev.modelyard.types.ContainerRestartRule"][];
            /** @description Where the pod's volumes appear in the container's file system. */
            volumeMounts?: components["schemas"]["dev.modelyard.types.VolumeMount"][];
            /** @description Raw block devices the container sees. */
            volumeDevices?: components["schemas"]["dev.modelyard.types.VolumeDevice"][];
            /** @description Tells whether the program still works; it is restarted when this fails. */
            livenessProbe?: components["schemas"]["dev.modelyard.types.Probe"];
            /** @description Tells whether the program can take requests; it gets none while this fails. */
            readinessProbe?: components["schemas"]["dev.modelyard.types.Probe"];
            /** @description Tells whether the program has started; the other probes wait for it, and it is restarted when this fails. */
            startupProbe?: components["schemas"]["dev.modelyard.types.Probe"];
            /** @description Actions to take right after the start and right before the stop. */
            lifecycle?: components["schemas"]["dev.modelyard.types.Lifecycle"];
            /** @description File whose content becomes the termination message. Default `/dev/termination-log`. */
            terminationMessagePath?: string;
            /** @description `File` reads the message from the file; `FallbackToLogsOnError` takes the end of the log when the file is empty and the program failed. */
            terminationMessagePolicy?: string;
            /** @description `Always`, `Never` or `IfNotPresent`. */
            imagePullPolicy?: string;
            /** @description Security options of this container; they win over the pod's. */
            securityContext?: components["schemas"]["dev.modelyard.types.SecurityContext"];
            /** @description Keep standard input open. Without it, reads see the end at once. */
            stdin?: boolean;
            /** @description Close standard input after the first attached client leaves. */
            stdinOnce?: boolean;
            /** @description Give the program a terminal; needs `stdin`. */
            tty?: boolean;
        };
        /** @description A port a container listens on. */
        "dev.modelyard.types.ContainerPort": {
            /** @description Name services and probes can use instead of the number; unique within the pod. */
            name?: string;
            /**
             * Format: int32
             * @description Port to open on the machine itself.
             */
            hostPort?: number;
            /**
             * Format: int32
             * @description Port number in the container, 1 to 65535.
             */
            containerPort: number;
            /**
             * @description `TCP`, `UDP` or `SCTP`.
             * @default TCP
             */
            protocol?: string;
            /** @description Address of the machine to bind `hostPort` to. */
            hostIP?: string;
        };
        /** @description A ConfigMap or Secret whose keys all become environment variables. */
        "dev.modelyard.types.EnvFromSource": {
            /** @description Text put before every key. */
            prefix?: string;
            /** @description The ConfigMap. */
            configMapRef?: components["schemas"]["dev.modelyard.types.ConfigMapEnvSource"];
            /** @description The Secret. */
            secretRef?: components["schemas"]["dev.modelyard.types.SecretEnvSource"];
        };
        /** @description The ConfigMap. */
        "dev.modelyard.types.ConfigMapEnvSource": {
            /**
             * @description Name of the ConfigMap, in the same namespace.
             * @default
             */
            name?: string;
            /** @description Whether the ConfigMap may be missing. */
            optional?: boolean;
        };
        /** @description The Secret. */
        "dev.modelyard.types.SecretEnvSource": {
            /**
             * @description Name of the Secret, in the same namespace.
             * @default
             */
            name?: string;
            /** @description Whether the Secret may be missing. */
            optional?: boolean;
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
        /** @description Processor, memory and devices asked for and allowed at most. */
        "dev.modelyard.types.ResourceRequirements": {
            /** @description The most of each resource that may be used. */
            limits?: {
                [key: string]: number | string;
            };
            /** @description The least that is reserved; the limits when absent. Never more than the limits. */
            requests?: {
                [key: string]: number | string;
            };
            /** @description Names of the pod's resource claims that this container uses. */
            claims?: components["schemas"]["dev.modelyard.types.ResourceClaimName"][];
        };
        /** @description Refers to one entry of the pod's `resourceClaims`. */
        "dev.modelyard.types.ResourceClaimName": {
            /** @description The entry's name. */
            name: string;
            /** @description One request of the claim; everything in it when absent. */
            request?: string;
        };
        /** @description What a change of one resource means for the running container. */
        "dev.modelyard.types.ContainerResizePolicy": {
            /** @description `cpu` or `memory`. */
            resourceName: string;
            /** @description `NotRequired` or `RestartContainer`. */
            restartPolicy: string;
        };
        /** @description A rule that decides whether a container that ended is started again. */
        "dev.modelyard.types.ContainerRestartRule": {
            /** @description What to do on a match: `Restart` or `RestartAllContainers`. */
            action: string;
            /** @description The exit codes the rule is about. */
            exitCodes?: components["schemas"]["dev.modelyard.types.ContainerRestartRuleOnExitCodes"];
        };
        /** @description The exit codes the rule is about. */
        "dev.modelyard.types.ContainerRestartRuleOnExitCodes": {
            /** @description `In` or `NotIn`. */
            operator: string;
            /** @description The exit codes. */
            values?: number[];
        };
        /** @description Where a volume appears in a container. */
        "dev.modelyard.types.VolumeMount": {
            /** @description Name of one of the pod's volumes. */
            name: string;
            /** @description Mount read-only. Default false. */
            readOnly?: boolean;
            /** @description `Disabled`, `IfPossible` or `Enabled`: whether mounts below are read-only too. */
            recursiveReadOnly?: string;
            /** @description Path in the container; may not contain `:`. */
            mountPath: string;
            /** @description Path within the volume to mount instead of its root. */
            subPath?: string;
            /** @description `None`, `HostToContainer` or `Bidirectional`. */
            mountPropagation?: string;
            /** @description As `subPath`, with `$(NAME)` replaced from the environment. */
            subPathExpr?: string;
        };
        /** @description A raw block device in a container. */
        "dev.modelyard.types.VolumeDevice": {
            /** @description Name of a persistent volume claim of the pod. */
            name: string;
            /** @description Path of the device in the container. */
            devicePath: string;
        };
        /** @description Tells whether the program still works; it is restarted when this fails. */
        "dev.modelyard.types.Probe": {
            /** @description Runs a command in the container; exit code 0 is success. */
            exec?: components["schemas"]["dev.modelyard.types.ExecAction"];
            /** @description Asks for a URL; any answer from 200 to 399 is success. */
            httpGet?: components["schemas"]["dev.modelyard.types.HttpGetAction"];
            /** @description Opens a TCP connection. */
            tcpSocket?: components["schemas"]["dev.modelyard.types.TcpSocketAction"];
            /** @description Asks a gRPC health service. */
            grpc?: components["schemas"]["dev.modelyard.types.GrpcAction"];
            /**
             * Format: int32
             * @description Seconds after the start before the first check.
             */
            initialDelaySeconds?: number;
            /**
             * Format: int32
             * @description Seconds after which a check has failed. Default 1.
             */
            timeoutSeconds?: number;
            /**
             * Format: int32
             * @description Seconds between checks. Default 10.
             */
            periodSeconds?: number;
            /**
             * Format: int32
             * @description Successes in a row that turn a failure into success. Must be 1 for liveness and startup. Default 1.
             */
            successThreshold?: number;
            /**
             * Format: int32
             * @description Failures in a row that turn success into failure. Default 3.
             */
            failureThreshold?: number;
            /**
             * Format: int64
             * @description Seconds the program gets to end after this probe failed; the pod's value when absent.
             */
            terminationGracePeriodSeconds?: number;
        };
        /** @description Runs a command in the container; exit code 0 is success. */
        "dev.modelyard.types.ExecAction": {
            /** @description The command and its arguments, without a shell. */
            command?: string[];
        };
        /** @description Asks for a URL; any answer from 200 to 399 is success. */
        "dev.modelyard.types.HttpGetAction": {
            /** @description Path to ask for. Default `/`. */
            path?: string;
            /** @description Port number, or the name of a container port. Needed in pods; in an InferenceService the serving port when absent. */
            port?: number | string;
            /** @description Host to connect to; the pod's address when absent. */
            host?: string;
            /** @description `HTTP` or `HTTPS`. Default `HTTP`. */
            scheme?: string;
            /** @description Headers to send; a name may repeat. */
            httpHeaders?: components["schemas"]["dev.modelyard.types.HttpHeader"][];
        };
        /** @description A header of a probe's request. */
        "dev.modelyard.types.HttpHeader": {
            /** @description Name of the header. */
            name: string;
            /** @description Its value. */
            value: string;
        };
        /** @description Opens a TCP connection. */
        "dev.modelyard.types.TcpSocketAction": {
            /** @description Port number, or the name of a container port. Needed in pods; in an InferenceService the serving port when absent. */
            port?: number | string;
            /** @description Host to connect to; the pod's address when absent. */
            host?: string;
        };
        /** @description Asks a gRPC health service. */
        "dev.modelyard.types.GrpcAction": {
            /**
             * Format: int32
             * @description Port of the gRPC service.
             */
            port: number;
            /**
             * @description Service to ask about; the server as a whole when empty.
             * @default
             */
            service?: string;
        };
        /** @description Actions to take right after the start and right before the stop. */
        "dev.modelyard.types.Lifecycle": {
            /** @description Runs right after the start; the container is stopped when it fails. */
            postStart?: components["schemas"]["dev.modelyard.types.LifecycleHandler"];
            /** @description Runs before the stop signal is sent. Its time counts towards the grace period. */
            preStop?: components["schemas"]["dev.modelyard.types.LifecycleHandler"];
            /** @description Signal that asks the program to end, e.g. `SIGUSR1`; the image's or `SIGTERM` when absent. */
            stopSignal?: string;
        };
        /** @description Runs right after the start; the container is stopped when it fails. */
        "dev.modelyard.types.LifecycleHandler": {
            /** @description Runs a command in the container. */
            exec?: components["schemas"]["dev.modelyard.types.ExecAction"];
            /** @description Sends an HTTP request. */
            httpGet?: components["schemas"]["dev.modelyard.types.HttpGetAction"];
            /** @description Waits. */
            sleep?: components["schemas"]["dev.modelyard.types.SleepAction"];
            /** @description Deprecated and never run; kept so that older manifests load. */
            tcpSocket?: components["schemas"]["dev.modelyard.types.TcpSocketAction"];
        };
        /** @description Waits. */
        "dev.modelyard.types.SleepAction": {
            /**
             * Format: int64
             * @description How long, in seconds.
             */
            seconds: number;
        };
        /** @description Security options of this container; they win over the pod's. */
        "dev.modelyard.types.SecurityContext": {
            /** @description Capabilities to add and to drop. */
            capabilities?: components["schemas"]["dev.modelyard.types.Capabilities"];
            /** @description Run as root of the machine. Default false. */
            privileged?: boolean;
            /** @description SELinux label. */
            seLinuxOptions?: components["schemas"]["dev.modelyard.types.SeLinuxOptions"];
            /** @description Options for Windows. */
            windowsOptions?: components["schemas"]["dev.modelyard.types.WindowsSecurityContextOptions"];
            /**
             * Format: int64
             * @description User id the program runs under.
             */
            runAsUser?: number;
            /**
             * Format: int64
             * @description Group id the program runs under.
             */
            runAsGroup?: number;
            /** @description Refuse to start as user 0. */
            runAsNonRoot?: boolean;
            /** @description Make the root file system read-only. */
            readOnlyRootFilesystem?: boolean;
            /** @description Whether a process may gain more rights than its parent. */
            allowPrivilegeEscalation?: boolean;
            /** @description `Default` or `Unmasked`: how `/proc` is mounted. */
            procMount?: string;
            /** @description System calls that are allowed. */
            seccompProfile?: components["schemas"]["dev.modelyard.types.SeccompProfile"];
            /** @description AppArmor profile. */
            appArmorProfile?: components["schemas"]["dev.modelyard.types.AppArmorProfile"];
        };
        /** @description Capabilities to add and to drop. */
        "dev.modelyard.types.Capabilities": {
            /** @description Capabilities to add. */
            add?: string[];
            /** @description Capabilities to drop; `ALL` drops every one. */
            drop?: string[];
        };
        /** @description SELinux label. */
        "dev.modelyard.types.SeLinuxOptions": {
            /** @description User part. */
            user?: string;
            /** @description Role part. */
            role?: string;
            /** @description Type part. */
            type?: string;
            /** @description Level part. */
            level?: string;
        };
        /** @description Options for Windows. */
        "dev.modelyard.types.WindowsSecurityContextOptions": {
            /** @description Name of the group-managed service account credential to use. */
            gmsaCredentialSpecName?: string;
            /** @description The credential itself; filled in by admission. */
            gmsaCredentialSpec?: string;
            /** @description User the program runs under. */
            runAsUserName?: string;
            /** @description Run as a process of the host. */
            hostProcess?: boolean;
        };
        /** @description System calls that are allowed. */
        "dev.modelyard.types.SeccompProfile": {
            /** @description `RuntimeDefault`, `Unconfined` or `Localhost`. */
            type: string;
            /** @description File on the node, for `Localhost` only. */
            localhostProfile?: string;
        };
        /** @description AppArmor profile. */
        "dev.modelyard.types.AppArmorProfile": {
            /** @description `RuntimeDefault`, `Unconfined` or `Localhost`. */
            type: string;
            /** @description Name of a profile loaded on the node, for `Localhost` only. */
            localhostProfile?: string;
        };
        /** @description A container added to a running pod to look into it. It is never restarted and has no guaranteed resources. */
        "dev.modelyard.types.EphemeralContainer": {
            /** @description Name of the container, a DNS label unique within the pod. Cannot be changed. */
            name: string;
            /** @description The container image. On one machine an image is only informative: what runs is the command. */
            image?: string;
            /** @description What to start, without a shell. `$(NAME)` is replaced from the environment; `$$(NAME)` is kept as `$(NAME)`. The image's entry point when absent. */
            command?: string[];
            /** @description Arguments of the command, expanded the same way. The image's default arguments when absent. */
            args?: string[];
            /** @description Folder the command starts in. The image's default when absent. */
            workingDir?: string;
            /** @description Ports the program listens on. Mostly documentation: leaving one out does not close it. */
            ports?: components["schemas"]["dev.modelyard.types.ContainerPort"][];
            /** @description Whole ConfigMaps and Secrets taken into the environment. On a clash the last one wins, and `env` wins over all. */
            envFrom?: components["schemas"]["dev.modelyard.types.EnvFromSource"][];
            /** @description Environment variables. */
            env?: components["schemas"]["dev.modelyard.types.EnvVar"][];
            /** @description Processor, memory and devices asked for and allowed at most. */
            resources?: components["schemas"]["dev.modelyard.types.ResourceRequirements"];
            /** @description What happens to the running container when its resources are changed in place. */
            resizePolicy?: components["schemas"]["dev.modelyard.types.ContainerResizePolicy"][];
            /** @description Overrides the pod's restart policy for this container. For an init container, `Always` makes it a side car. */
            restartPolicy?: string;
            /** @description Rules, tried in order, that decide by exit code whether to restart. */
            restartPolicyRules?: components["schemas"]["dev.modelyard.types.ContainerRestartRule"][];
            /** @description Where the pod's volumes appear in the container's file system. */
            volumeMounts?: components["schemas"]["dev.modelyard.types.VolumeMount"][];
            /** @description Raw block devices the container sees. */
            volumeDevices?: components["schemas"]["dev.modelyard.types.VolumeDevice"][];
            /** @description Tells whether the program still works; it is restarted when this fails. */
            livenessProbe?: components["schemas"]["dev.modelyard.types.Probe"];
            /** @description Tells whether the program can take requests; it gets none while this fails. */
            readinessProbe?: components["schemas"]["dev.modelyard.types.Probe"];
            /** @description Tells whether the program has started; the other probes wait for it, and it is restarted when this fails. */
            startupProbe?: components["schemas"]["dev.modelyard.types.Probe"];
            /** @description Actions to take right after the start and right before the stop. */
            lifecycle?: components["schemas"]["dev.modelyard.types.Lifecycle"];
            /** @description File whose content becomes the termination message. Default `/dev/termination-log`. */
            terminationMessagePath?: string;
            /** @description `File` reads the message from the file; `FallbackToLogsOnError` takes the end of the log when the file is empty and the program failed. */
            terminationMessagePolicy?: string;
            /** @description `Always`, `Never` or `IfNotPresent`. */
            imagePullPolicy?: string;
            /** @description Security options of this container; they win over the pod's. */
            securityContext?: components["schemas"]["dev.modelyard.types.SecurityContext"];
            /** @description Keep standard input open. Without it, reads see the end at once. */
            stdin?: boolean;
            /** @description Close standard input after the first attached client leaves. */
            stdinOnce?: boolean;
            /** @description Give the program a terminal; needs `stdin`. */
            tty?: boolean;
            /** @description Container whose processes the new one shall see. */
            targetContainerName?: string;
        };
        /** @description Security options of the whole pod. */
        "dev.modelyard.types.PodSecurityContext": {
            /** @description SELinux label of all containers. */
            seLinuxOptions?: components["schemas"]["dev.modelyard.types.SeLinuxOptions"];
            /** @description Options for Windows. */
            windowsOptions?: components["schemas"]["dev.modelyard.types.WindowsSecurityContextOptions"];
            /**
             * Format: int64
             * @description User id of all containers.
             */
            runAsUser?: number;
            /**
             * Format: int64
             * @description Group id of all containers.
             */
            runAsGroup?: number;
            /** @description Refuse to start as user 0. */
            runAsNonRoot?: boolean;
            /** @description Further group ids of the first process. */
            supplementalGroups?: number[];
            /** @description `Merge` adds the groups the image names; `Strict` does not. */
            supplementalGroupsPolicy?: string;
            /**
             * Format: int64
             * @description Group that owns the pod's volumes.
             */
            fsGroup?: number;
            /** @description Kernel parameters of the pod. */
            sysctls?: components["schemas"]["dev.modelyard.types.Sysctl"][];
            /** @description `OnRootMismatch` or `Always`: when volume ownership is changed. */
            fsGroupChangePolicy?: string;
            /** @description System calls that are allowed. */
            seccompProfile?: components["schemas"]["dev.modelyard.types.SeccompProfile"];
            /** @description AppArmor profile. */
            appArmorProfile?: components["schemas"]["dev.modelyard.types.AppArmorProfile"];
            /** @description `Recursive` or `MountOption`: how volumes are labelled. */
            seLinuxChangePolicy?: string;
        };
        /** @description A kernel parameter. */
        "dev.modelyard.types.Sysctl": {
            /** @description Name of the parameter. */
            name: string;
            /** @description Value to set. */
            value: string;
        };
        /** @description Where the pod wants to run. */
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
        /** @description A line of the hosts file. */
        "dev.modelyard.types.HostAlias": {
            /** @description The address. */
            ip: string;
            /** @description Names for it. */
            hostnames?: string[];
        };
        /** @description DNS settings added to those of `dnsPolicy`. */
        "dev.modelyard.types.PodDnsConfig": {
            /** @description Name servers, asked in order. */
            nameservers?: string[];
            /** @description Search domains. */
            searches?: string[];
            /** @description Resolver options. */
            options?: components["schemas"]["dev.modelyard.types.PodDnsConfigOption"][];
        };
        /** @description A resolver option. */
        "dev.modelyard.types.PodDnsConfigOption": {
            /** @description Name of the option. */
            name?: string;
            /** @description Its value, if it has one. */
            value?: string;
        };
        /** @description A condition that must be true for the pod to be ready. */
        "dev.modelyard.types.PodReadinessGate": {
            /** @description Type of the condition. */
            conditionType: string;
        };
        /** @description How evenly matching pods are spread over a topology. */
        "dev.modelyard.types.TopologySpreadConstraint": {
            /**
             * Format: int32
             * @description Largest allowed difference in the number of pods between two domains.
             */
            maxSkew: number;
            /** @description Node label whose values are the domains. */
            topologyKey: string;
            /** @description `DoNotSchedule` or `ScheduleAnyway`. */
            whenUnsatisfiable: string;
            /** @description The pods that are counted. */
            labelSelector?: components["schemas"]["dev.modelyard.types.LabelSelector"];
            /**
             * Format: int32
             * @description Least number of domains that must have eligible nodes.
             */
            minDomains?: number;
            /** @description `Honor` or `Ignore` the pod's node affinity when counting. */
            nodeAffinityPolicy?: string;
            /** @description `Honor` or `Ignore` node taints when counting. */
            nodeTaintsPolicy?: string;
            /** @description Label keys whose values are taken from this pod and must match. */
            matchLabelKeys?: string[];
        };
        /** @description Operating system the pod is made for. */
        "dev.modelyard.types.PodOs": {
            /** @description `linux` or `windows`. */
            name: string;
        };
        /** @description Something that keeps a pod from being scheduled. */
        "dev.modelyard.types.PodSchedulingGate": {
            /** @description Name of the gate. */
            name: string;
        };
        /** @description A claim on devices for the pod; exactly one of the two sources. */
        "dev.modelyard.types.PodResourceClaim": {
            /** @description Name by which containers refer to the claim. */
            name: string;
            /** @description An existing ResourceClaim of the same namespace. */
            resourceClaimName?: string;
            /** @description A template from which a claim is made for this pod. */
            resourceClaimTemplateName?: string;
        };
        /** @description What is known about a running pod. */
        "dev.modelyard.types.PodStatus": {
            /**
             * Format: int64
             * @description Generation the status describes.
             */
            observedGeneration?: number;
            /** @description `Pending`, `Running`, `Succeeded`, `Failed` or `Unknown`. */
            phase?: string;
            /** @description Observed aspects: PodScheduled, Initialized, ContainersReady, Ready, …. */
            conditions?: components["schemas"]["dev.modelyard.types.PodCondition"][];
            /** @description Why the pod is in this state, for a person. */
            message?: string;
            /** @description One-word reason, e.g. `Evicted`. */
            reason?: string;
            /** @description Node where room is being made for the pod. */
            nominatedNodeName?: string;
            /** @description Address of the machine. */
            hostIP?: string;
            /** @description All addresses of the machine. */
            hostIPs?: components["schemas"]["dev.modelyard.types.HostIp"][];
            /** @description Address of the pod. */
            podIP?: string;
            /** @description All addresses of the pod. */
            podIPs?: components["schemas"]["dev.modelyard.types.PodIp"][];
            /**
             * Format: date-time
             * @description When the node took the pod on.
             */
            startTime?: string;
            /** @description State of the init containers. */
            initContainerStatuses?: components["schemas"]["dev.modelyard.types.ContainerStatus"][];
            /** @description State of the containers. */
            containerStatuses?: components["schemas"]["dev.modelyard.types.ContainerStatus"][];
            /** @description `Guaranteed`, `Burstable` or `BestEffort`. */
            qosClass?: string;
            /** @description State of the ephemeral containers. */
            ephemeralContainerStatuses?: components["schemas"]["dev.modelyard.types.ContainerStatus"][];
            /** @description Deprecated: state of a resize in place. */
            resize?: string;
            /** @description State of the device claims. */
            resourceClaimStatuses?: components["schemas"]["dev.modelyard.types.PodResourceClaimStatus"][];
            /** @description Claim made for extended resources backed by device allocation. */
            extendedResourceClaimStatus?: components["schemas"]["dev.modelyard.types.PodExtendedResourceClaimStatus"];
            /** @description Resources reserved for the pod as a whole. */
            allocatedResources?: {
                [key: string]: number | string;
            };
            /** @description Resources in force for the pod as a whole. */
            resources?: components["schemas"]["dev.modelyard.types.ResourceRequirements"];
        };
        /** @description One observed aspect of a pod. */
        "dev.modelyard.types.PodCondition": {
            /** @description Type of the condition. */
            type: string;
            /**
             * Format: int64
             * @description Generation the condition describes.
             */
            observedGeneration?: number;
            /** @description `True`, `False` or `Unknown`. */
            status: string;
            /**
             * Format: date-time
             * @description When it was last looked at.
             */
            lastProbeTime?: string;
            /**
             * Format: date-time
             * @description When `status` last changed.
             */
            lastTransitionTime?: string;
            /** @description One-word reason. */
            reason?: string;
            /** @description For a person. */
            message?: string;
        };
        /** @description An address of a machine. */
        "dev.modelyard.types.HostIp": {
            /** @description The address. */
            ip: string;
        };
        /** @description An address of a pod. */
        "dev.modelyard.types.PodIp": {
            /** @description The address. */
            ip: string;
        };
        /** @description State of one container of a pod. */
        "dev.modelyard.types.ContainerStatus": {
            /** @description The container. */
            name: string;
            /** @description What it does now. */
            state?: components["schemas"]["dev.modelyard.types.ContainerState"];
            /** @description How it ended the last time. */
            lastState?: components["schemas"]["dev.modelyard.types.ContainerState"];
            /** @description Whether its readiness probe succeeds. */
            ready: boolean;
            /**
             * Format: int32
             * @description How often it was restarted.
             */
            restartCount: number;
            /** @description Image it runs. */
            image: string;
            /** @description Exact image it runs. */
            imageID: string;
            /** @description The runtime's name for it. */
            containerID?: string;
            /** @description Whether its startup probe has succeeded. */
            started?: boolean;
            /** @description Resources reserved for it. */
            allocatedResources?: {
                [key: string]: number | string;
            };
            /** @description Resources in force. */
            resources?: components["schemas"]["dev.modelyard.types.ResourceRequirements"];
            /** @description State of its mounts. */
            volumeMounts?: components["schemas"]["dev.modelyard.types.VolumeMountStatus"][];
            /** @description User it runs under. */
            user?: components["schemas"]["dev.modelyard.types.ContainerUser"];
            /** @description Health of its devices. */
            allocatedResourcesStatus?: components["schemas"]["dev.modelyard.types.ResourceStatus"][];
            /** @description Signal that asks it to end. */
            stopSignal?: string;
        };
        /** @description What it does now. */
        "dev.modelyard.types.ContainerState": {
            /** @description It is not running yet, or not again. */
            waiting?: components["schemas"]["dev.modelyard.types.ContainerStateWaiting"];
            /** @description It runs. */
            running?: components["schemas"]["dev.modelyard.types.ContainerStateRunning"];
            /** @description It has ended. */
            terminated?: components["schemas"]["dev.modelyard.types.ContainerStateTerminated"];
        };
        /** @description It is not running yet, or not again. */
        "dev.modelyard.types.ContainerStateWaiting": {
            /** @description One-word reason, e.g. `ContainerCreating`, `CrashLoopBackOff`. */
            reason?: string;
            /** @description For a person. */
            message?: string;
        };
        /** @description It runs. */
        "dev.modelyard.types.ContainerStateRunning": {
            /**
             * Format: date-time
             * @description Since when.
             */
            startedAt?: string;
        };
        /** @description It has ended. */
        "dev.modelyard.types.ContainerStateTerminated": {
            /**
             * Format: int32
             * @description Its exit code.
             */
            exitCode: number;
            /**
             * Format: int32
             * @description Signal that ended it.
             */
            signal?: number;
            /** @description One-word reason, e.g. `Completed`, `Error`, `OOMKilled`. */
            reason?: string;
            /** @description The program's last words. */
            message?: string;
            /**
             * Format: date-time
             * @description When it started.
             */
            startedAt?: string;
            /**
             * Format: date-time
             * @description When it ended.
             */
            finishedAt?: string;
            /** @description The runtime's name for it. */
            containerID?: string;
        };
        /** @description State of one mount. */
        "dev.modelyard.types.VolumeMountStatus": {
            /** @description The volume. */
            name: string;
            /** @description Path in the container. */
            mountPath: string;
            /** @description Whether it is read-only. */
            readOnly?: boolean;
            /** @description Whether mounts below are read-only too: `Disabled` or `Enabled`. */
            recursiveReadOnly?: string;
        };
        /** @description User it runs under. */
        "dev.modelyard.types.ContainerUser": {
            /** @description On Linux. */
            linux?: components["schemas"]["dev.modelyard.types.LinuxContainerUser"];
        };
        /** @description On Linux. */
        "dev.modelyard.types.LinuxContainerUser": {
            /**
             * Format: int64
             * @description User id.
             */
            uid: number;
            /**
             * Format: int64
             * @description Group id.
             */
            gid: number;
            /** @description Further group ids. */
            supplementalGroups?: number[];
        };
        /** @description Health of the devices of one resource. */
        "dev.modelyard.types.ResourceStatus": {
            /** @description Name of the resource. */
            name: string;
            /** @description Health of each device. */
            resources?: components["schemas"]["dev.modelyard.types.ResourceHealth"][];
        };
        /** @description Health of one device. */
        "dev.modelyard.types.ResourceHealth": {
            /** @description The device. */
            resourceID: string;
            /** @description `Healthy`, `Unhealthy` or `Unknown`. */
            health?: string;
        };
        /** @description State of one device claim of a pod. */
        "dev.modelyard.types.PodResourceClaimStatus": {
            /** @description The entry of the pod's `resourceClaims`. */
            name: string;
            /** @description The claim made for it. */
            resourceClaimName?: string;
        };
        /** @description Claim made for extended resources backed by device allocation. */
        "dev.modelyard.types.PodExtendedResourceClaimStatus": {
            /** @description Which container's resource is met by which request of the claim. */
            requestMappings: components["schemas"]["dev.modelyard.types.ContainerExtendedResourceRequest"][];
            /** @description The claim. */
            resourceClaimName: string;
        };
        /** @description A container's extended resource and the device request that meets it. */
        "dev.modelyard.types.ContainerExtendedResourceRequest": {
            /** @description The container. */
            containerName: string;
            /** @description The resource. */
            resourceName: string;
            /** @description The device request. */
            requestName: string;
        };
        /** @description How much a project may have: of processors, memory, devices, and of objects of a kind. */
        "io.k8s.api.core.v1.ResourceQuota": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description The limits, and what they are for. */
            spec?: components["schemas"]["dev.modelyard.types.ResourceQuotaSpec"];
            /** @description The limits in force, and what is used of them. */
            status?: components["schemas"]["dev.modelyard.types.ResourceQuotaStatus"];
        };
        /** @description The limits, and what they are for. */
        "dev.modelyard.types.ResourceQuotaSpec": {
            /** @description The most of each resource, for all of the project together: `pods`, `requests.cpu`, `limits.memory`, `requests.nvidia.com/gpu`, `count/modeldeployments.modelyard.dev`, …. */
            hard?: {
                [key: string]: number | string;
            };
            /** @description Only pods that all of these are true of count: `Terminating` or `NotTerminating` (with a deadline or without), `BestEffort` or `NotBestEffort` (that ask for no processor and memory, or for some). Cannot be changed. */
            scopes?: string[];
            /** @description The same, as expressions: only pods that all of them are true of count. */
            scopeSelector?: components["schemas"]["dev.modelyard.types.ScopeSelector"];
        };
        /** @description The same, as expressions: only pods that all of them are true of count. */
        "dev.modelyard.types.ScopeSelector": {
            /** @description Expressions; all have to be true. */
            matchExpressions?: components["schemas"]["dev.modelyard.types.ScopedResourceSelectorRequirement"][];
        };
        /** @description An expression about a pod. */
        "dev.modelyard.types.ScopedResourceSelectorRequirement": {
            /** @description The scope. */
            scopeName: string;
            /** @description `Exists`. */
            operator: string;
            /** @description Values; none with `Exists`. */
            values?: string[];
        };
        /** @description The limits in force, and what is used of them. */
        "dev.modelyard.types.ResourceQuotaStatus": {
            /** @description The limits that are in force. */
            hard?: {
                [key: string]: number | string;
            };
            /** @description What the project has at the moment. */
            used?: {
                [key: string]: number | string;
            };
        };
        /** @description Small confidential data: tokens, passwords, keys. */
        "io.k8s.api.core.v1.Secret": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description When true the data can never be changed again; only deletion remains. */
            immutable?: boolean;
            /** @description The data, base64-encoded. Keys consist of letters, digits, `-`, `_` and `.`. */
            data?: {
                [key: string]: string;
            };
            /** @description The same as plain text, for writing only: moved into `data` by the server, never returned. */
            stringData?: {
                [key: string]: string;
            };
            /** @description What the data is for; decides which keys must be there. Default `Opaque`. */
            type?: string;
        };
        /** @description An identity for programs. */
        "io.k8s.api.core.v1.ServiceAccount": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description Secrets that pods of this account may use. */
            secrets?: components["schemas"]["dev.modelyard.types.ObjectReference"][];
            /** @description Secrets with credentials for image registries. */
            imagePullSecrets?: components["schemas"]["dev.modelyard.types.LocalObjectReference"][];
            /** @description Whether pods get a token of this account unless they say otherwise. */
            automountServiceAccountToken?: boolean;
        };
        /** @description A stable address for a set of pods. */
        "io.k8s.api.core.v1.Service": {
            /** @description Group and version of the schema of this object, as `group/version`, or `version` for the core group. */
            apiVersion?: string;
            /** @description The kind of this object, in CamelCase and singular. */
            kind?: string;
            /** @description Standard object metadata: name, namespace, labels, owners, versions. */
            metadata?: components["schemas"]["dev.modelyard.types.ObjectMeta"];
            /** @description What a service exposes, and how. */
            spec?: components["schemas"]["dev.modelyard.types.ServiceSpec"];
            /** @description State of a service. */
            status?: components["schemas"]["dev.modelyard.types.ServiceStatus"];
        };
        /** @description What a service exposes, and how. */
        "dev.modelyard.types.ServiceSpec": {
            /** @description Ports of the service. */
            ports?: components["schemas"]["dev.modelyard.types.ServicePort"][];
            /** @description Labels of the pods that traffic goes to. Without it, addresses are managed by others. */
            selector?: {
                [key: string]: string;
            };
            /** @description Address of the service; assigned when absent, `None` for a headless service. */
            clusterIP?: string;
            /** @description All addresses; the first equals `clusterIP`. */
            clusterIPs?: string[];
            /** @description `ClusterIP` (default), `NodePort`, `LoadBalancer` or `ExternalName`. */
            type?: string;
            /** @description Addresses of nodes for which traffic is accepted too. */
            externalIPs?: string[];
            /** @description `None` (default) or `ClientIP`. */
            sessionAffinity?: string;
            /** @description Deprecated: address wanted from the load balancer. */
            loadBalancerIP?: string;
            /** @description Client networks the load balancer lets in. */
            loadBalancerSourceRanges?: string[];
            /** @description Host name that an `ExternalName` service stands for. */
            externalName?: string;
            /** @description `Cluster` or `Local`: where external traffic may go. */
            externalTrafficPolicy?: string;
            /**
             * Format: int32
             * @description Port of the health check, with `externalTrafficPolicy: Local`.
             */
            healthCheckNodePort?: number;
            /** @description List pods that are not ready as well. */
            publishNotReadyAddresses?: boolean;
            /** @description Details of session affinity. */
            sessionAffinityConfig?: components["schemas"]["dev.modelyard.types.SessionAffinityConfig"];
            /** @description `IPv4`, `IPv6` or both, in order of preference. */
            ipFamilies?: string[];
            /** @description `SingleStack`, `PreferDualStack` or `RequireDualStack`. */
            ipFamilyPolicy?: string;
            /** @description Whether a load balancer gets node ports. Default true. */
            allocateLoadBalancerNodePorts?: boolean;
            /** @description Implementation of the load balancer. Cannot be changed. */
            loadBalancerClass?: string;
            /** @description `Cluster` or `Local`: where internal traffic may go. */
            internalTrafficPolicy?: string;
            /** @description Preference such as `PreferSameZone` or `PreferSameNode`. */
            trafficDistribution?: string;
        };
        /** @description A port of a service. */
        "dev.modelyard.types.ServicePort": {
            /** @description Name of the port; needed when there are several. */
            name?: string;
            /**
             * @description `TCP`, `UDP` or `SCTP`.
             * @default TCP
             */
            protocol?: string;
            /** @description Protocol spoken, e.g. `kubernetes.io/h2c`. */
            appProtocol?: string;
            /**
             * Format: int32
             * @description Port number of the service.
             */
            port: number;
            /** @description Port number or name at the pods; `port` when absent. */
            targetPort?: number | string;
            /**
             * Format: int32
             * @description Port opened on every node.
             */
            nodePort?: number;
        };
        /** @description Details of session affinity. */
        "dev.modelyard.types.SessionAffinityConfig": {
            /** @description For `ClientIP`. */
            clientIP?: components["schemas"]["dev.modelyard.types.ClientIpConfig"];
        };
        /** @description For `ClientIP`. */
        "dev.modelyard.types.ClientIpConfig": {
            /**
             * Format: int32
             * @description Seconds, at most 86400. Default 10800.
             */
            timeoutSeconds?: number;
        };
        /** @description State of a service. */
        "dev.modelyard.types.ServiceStatus": {
            /** @description State of the load balancer. */
            loadBalancer?: components["schemas"]["dev.modelyard.types.LoadBalancerStatus"];
            /** @description Observed aspects. */
            conditions?: components["schemas"]["dev.modelyard.types.ServiceCondition"][];
        };
        /** @description State of the load balancer. */
        "dev.modelyard.types.LoadBalancerStatus": {
            /** @description Points at which traffic enters. */
            ingress?: components["schemas"]["dev.modelyard.types.LoadBalancerIngress"][];
        };
        /** @description A point at which traffic enters. */
        "dev.modelyard.types.LoadBalancerIngress": {
            /** @description Its address. */
            ip?: string;
            /** @description Its host name. */
            hostname?: string;
            /** @description `VIP` or `Proxy`: how the address behaves. */
            ipMode?: string;
            /** @description State of its ports. */
            ports?: components["schemas"]["dev.modelyard.types.PortStatus"][];
        };
        /** @description State of a port. */
        "dev.modelyard.types.PortStatus": {
            /**
             * Format: int32
             * @description Port number.
             */
            port: number;
            /** @description `TCP`, `UDP` or `SCTP`. */
            protocol: string;
            /** @description What is wrong with it, as a reason. */
            error?: string;
        };
        /** @description One observed aspect of a service. */
        "dev.modelyard.types.ServiceCondition": {
            /** @description Type of the condition. */
            type: string;
            /** @description `True`, `False` or `Unknown`. */
            status: string;
            /**
             * Format: int64
             * @description Generation the condition describes.
             */
            observedGeneration?: number;
            /**
             * Format: date-time
             * @description When `status` last changed.
             */
            lastTransitionTime: string;
            /** @description One-word reason. */
            reason: string;
            /** @description For a person. */
            message: string;
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
