import type { components as Core } from './schema/core';
import type { components as KServe } from './schema/kserve';
import type { components as Ledger } from './schema/ledger';
import type { components as Modelyard } from './schema/modelyard';
import type { components as Rbac } from './schema/rbac';

type M = Modelyard['schemas'];
type L = Ledger['schemas'];
type C = Core['schemas'];
type R = Rbac['schemas'];

export type ObjectMeta = M['dev.modelyard.types.ObjectMeta'];

/** What every object has. Answers of the API always carry metadata, whatever the schema leaves open. */
export interface ApiObject {
  apiVersion?: string;
  kind?: string;
  metadata?: ObjectMeta;
}

/** An object as the API answers it. */
export type Served<T extends ApiObject = ApiObject> = T & { metadata: ObjectMeta & { name: string } };

/** Where a kind is served. `watched`: whether changes can be followed; others are asked again from time to time. */
export interface Kind<T extends ApiObject = ApiObject> {
  group: string;
  version: string;
  kind: string;
  plural: string;
  namespaced: boolean;
  watched: boolean;
  /** Never set: carries the type. */
  type?: T;
}

function kind<T extends ApiObject>(
  apiVersion: string,
  name: string,
  plural: string,
  scope: 'Namespaced' | 'Cluster',
  watched = true,
): Kind<T> {
  const [group, version] = apiVersion.includes('/') ? (apiVersion.split('/') as [string, string]) : ['', apiVersion];
  return { group, version, kind: name, plural, namespaced: scope === 'Namespaced', watched };
}

const modelyard = 'modelyard.dev/v1alpha1';
const ledger = 'ledger.modelyard.dev/v1alpha1';

export type Namespace = C['io.k8s.api.core.v1.Namespace'];
export type Pod = C['io.k8s.api.core.v1.Pod'];
export type Event = C['io.k8s.api.core.v1.Event'];
export type Node = C['io.k8s.api.core.v1.Node'];
export type Secret = C['io.k8s.api.core.v1.Secret'];
export type ResourceQuota = C['io.k8s.api.core.v1.ResourceQuota'];
export type InferenceService = KServe['schemas']['io.kserve.serving.v1beta1.InferenceService'];
export type Organization = M['dev.modelyard.v1alpha1.Organization'];
export type ModelRepository = M['dev.modelyard.v1alpha1.ModelRepository'];
export type Model = M['dev.modelyard.v1alpha1.Model'];
export type ModelVersion = M['dev.modelyard.v1alpha1.ModelVersion'];
export type ModelApproval = M['dev.modelyard.v1alpha1.ModelApproval'];
export type ModelScanReport = M['dev.modelyard.v1alpha1.ModelScanReport'];
export type ModelSignature = M['dev.modelyard.v1alpha1.ModelSignature'];
export type ScanWaiver = M['dev.modelyard.v1alpha1.ScanWaiver'];
export type ApprovalPolicy = M['dev.modelyard.v1alpha1.ApprovalPolicy'];
export type ScanPolicy = M['dev.modelyard.v1alpha1.ScanPolicy'];
export type SignaturePolicy = M['dev.modelyard.v1alpha1.SignaturePolicy'];
export type RetentionPolicy = M['dev.modelyard.v1alpha1.RetentionPolicy'];
export type ImageScanner = M['dev.modelyard.v1alpha1.ImageScanner'];
export type IdentityProvider = M['dev.modelyard.v1alpha1.IdentityProvider'];
export type ModelDeployment = M['dev.modelyard.v1alpha1.ModelDeployment'];
export type Endpoint = M['dev.modelyard.v1alpha1.Endpoint'];
export type DeploymentReview = M['dev.modelyard.v1alpha1.DeploymentReview'];
export type ModelRepositoryPreview = M['dev.modelyard.v1alpha1.ModelRepositoryPreview'];
export type ContentReview = M['dev.modelyard.v1alpha1.ContentReview'];
export type ModelImport = M['dev.modelyard.v1alpha1.ModelImport'];
export type RetentionPreview = M['dev.modelyard.v1alpha1.RetentionPreview'];
export type ApiKey = L['dev.modelyard.ledger.v1alpha1.APIKey'];
export type Member = L['dev.modelyard.ledger.v1alpha1.Member'];
export type UsageRecord = L['dev.modelyard.ledger.v1alpha1.Usage'];
export type UsageReport = L['dev.modelyard.ledger.v1alpha1.UsageReport'];
export type UsageSeries = L['dev.modelyard.ledger.v1alpha1.UsageSeries'];
export type ClusterUsageReport = L['dev.modelyard.ledger.v1alpha1.ClusterUsageReport'];
export type ClusterUsageSeries = L['dev.modelyard.ledger.v1alpha1.ClusterUsageSeries'];
export type ServingRecord = L['dev.modelyard.ledger.v1alpha1.ServingRecord'];
export type SelfProjectsReview = L['dev.modelyard.ledger.v1alpha1.SelfProjectsReview'];
/** A person who signs in with a password kept here; the name is the user name. */
export type Account = L['dev.modelyard.ledger.v1alpha1.Account'];
/** A new password for somebody else: asked for, answered once, not stored. */
export type PasswordReset = L['dev.modelyard.ledger.v1alpha1.PasswordReset'];
/** Somebody is signed in to the console somewhere. */
export type SignedInSession = L['dev.modelyard.ledger.v1alpha1.Session'];
export type AuditEvent = L['dev.modelyard.ledger.v1alpha1.AuditEvent'];
export type AuditVerification = L['dev.modelyard.ledger.v1alpha1.AuditVerification'];
export type Role = R['io.k8s.api.rbac.v1.Role'];
export type ClusterRole = R['io.k8s.api.rbac.v1.ClusterRole'];
export type RoleBinding = R['io.k8s.api.rbac.v1.RoleBinding'];
export type ClusterRoleBinding = R['io.k8s.api.rbac.v1.ClusterRoleBinding'];

export const kinds = {
  namespaces: kind<Namespace>('v1', 'Namespace', 'namespaces', 'Cluster'),
  pods: kind<Pod>('v1', 'Pod', 'pods', 'Namespaced'),
  events: kind<Event>('v1', 'Event', 'events', 'Namespaced'),
  nodes: kind<Node>('v1', 'Node', 'nodes', 'Cluster'),
  secrets: kind<Secret>('v1', 'Secret', 'secrets', 'Namespaced'),
  resourceQuotas: kind<ResourceQuota>('v1', 'ResourceQuota', 'resourcequotas', 'Namespaced'),
  roles: kind<Role>('rbac.authorization.k8s.io/v1', 'Role', 'roles', 'Namespaced'),
  clusterRoles: kind<ClusterRole>('rbac.authorization.k8s.io/v1', 'ClusterRole', 'clusterroles', 'Cluster'),
  roleBindings: kind<RoleBinding>('rbac.authorization.k8s.io/v1', 'RoleBinding', 'rolebindings', 'Namespaced'),
  clusterRoleBindings: kind<ClusterRoleBinding>(
    'rbac.authorization.k8s.io/v1',
    'ClusterRoleBinding',
    'clusterrolebindings',
    'Cluster',
  ),
  inferenceServices: kind<InferenceService>('serving.kserve.io/v1beta1', 'InferenceService', 'inferenceservices', 'Namespaced'),
  organizations: kind<Organization>(modelyard, 'Organization', 'organizations', 'Cluster'),
  modelRepositories: kind<ModelRepository>(modelyard, 'ModelRepository', 'modelrepositories', 'Namespaced'),
  models: kind<Model>(modelyard, 'Model', 'models', 'Namespaced'),
  modelVersions: kind<ModelVersion>(modelyard, 'ModelVersion', 'modelversions', 'Namespaced'),
  modelApprovals: kind<ModelApproval>(modelyard, 'ModelApproval', 'modelapprovals', 'Namespaced'),
  modelScanReports: kind<ModelScanReport>(modelyard, 'ModelScanReport', 'modelscanreports', 'Namespaced'),
  modelSignatures: kind<ModelSignature>(modelyard, 'ModelSignature', 'modelsignatures', 'Namespaced'),
  scanWaivers: kind<ScanWaiver>(modelyard, 'ScanWaiver', 'scanwaivers', 'Namespaced'),
  approvalPolicies: kind<ApprovalPolicy>(modelyard, 'ApprovalPolicy', 'approvalpolicies', 'Cluster'),
  scanPolicies: kind<ScanPolicy>(modelyard, 'ScanPolicy', 'scanpolicies', 'Cluster'),
  signaturePolicies: kind<SignaturePolicy>(modelyard, 'SignaturePolicy', 'signaturepolicies', 'Cluster'),
  retentionPolicies: kind<RetentionPolicy>(modelyard, 'RetentionPolicy', 'retentionpolicies', 'Namespaced'),
  imageScanners: kind<ImageScanner>(modelyard, 'ImageScanner', 'imagescanners', 'Cluster'),
  modelDeployments: kind<ModelDeployment>(modelyard, 'ModelDeployment', 'modeldeployments', 'Namespaced'),
  endpoints: kind<Endpoint>(modelyard, 'Endpoint', 'endpoints', 'Namespaced'),
  deploymentReviews: kind<DeploymentReview>(modelyard, 'DeploymentReview', 'deploymentreviews', 'Namespaced', false),
  modelRepositoryPreviews: kind<ModelRepositoryPreview>(
    modelyard,
    'ModelRepositoryPreview',
    'modelrepositorypreviews',
    'Namespaced',
    false,
  ),
  contentReviews: kind<ContentReview>(modelyard, 'ContentReview', 'contentreviews', 'Namespaced', false),
  retentionPreviews: kind<RetentionPreview>(modelyard, 'RetentionPreview', 'retentionpreviews', 'Namespaced', false),
  modelImports: kind<ModelImport>(modelyard, 'ModelImport', 'modelimports', 'Namespaced', false),
  apiKeys: kind<ApiKey>(ledger, 'APIKey', 'apikeys', 'Namespaced', false),
  members: kind<Member>(ledger, 'Member', 'members', 'Namespaced', false),
  usageRecords: kind<UsageRecord>(ledger, 'Usage', 'usagerecords', 'Namespaced', false),
  usageReports: kind<UsageReport>(ledger, 'UsageReport', 'usagereports', 'Namespaced', false),
  usageSeries: kind<UsageSeries>(ledger, 'UsageSeries', 'usageseries', 'Namespaced', false),
  clusterUsageReports: kind<ClusterUsageReport>(ledger, 'ClusterUsageReport', 'clusterusagereports', 'Cluster', false),
  clusterUsageSeries: kind<ClusterUsageSeries>(ledger, 'ClusterUsageSeries', 'clusterusageseries', 'Cluster', false),
  servingRecords: kind<ServingRecord>(ledger, 'ServingRecord', 'servingrecords', 'Namespaced', false),
  accounts: kind<Account>(ledger, 'Account', 'accounts', 'Cluster', false),
  sessions: kind<SignedInSession>(ledger, 'Session', 'sessions', 'Cluster', false),
  passwordResets: kind<PasswordReset>(ledger, 'PasswordReset', 'passwordresets', 'Cluster', false),
  identityProviders: kind<IdentityProvider>(modelyard, 'IdentityProvider', 'identityproviders', 'Cluster'),
  auditEvents: kind<AuditEvent>(ledger, 'AuditEvent', 'auditevents', 'Cluster', false),
  auditVerifications: kind<AuditVerification>(ledger, 'AuditVerification', 'auditverifications', 'Cluster', false),
} as const;

/** `group/version`, or `version` for the core group. */
export function apiVersionOf(kind: Kind): string {
  return kind.group ? `${kind.group}/${kind.version}` : kind.version;
}

/** Path of a collection (`namespace` absent: of all projects), or of one object in it. */
export function pathOf(kind: Kind, namespace?: string, name?: string): string {
  const root = kind.group ? `/apis/${kind.group}/${kind.version}` : `/api/${kind.version}`;
  const scope = kind.namespaced && namespace ? `/namespaces/${encodeURIComponent(namespace)}` : '';
  return `${root}${scope}/${kind.plural}${name ? `/${encodeURIComponent(name)}` : ''}`;
}

/** The kind that a manifest is of; undefined for one that the pages do not know. */
export function kindOf({ apiVersion, kind }: ApiObject): Kind | undefined {
  return Object.values(kinds as Record<string, Kind>).find((k) => k.kind === kind && apiVersionOf(k) === apiVersion);
}
