import { type Kind, kinds } from '../api/kinds';

/** A kind of policy of the library, as people speak of it. */
export interface PolicyKind {
  kind: Kind;
  /** Of the tab. */
  label: string;
  one: string;
  purpose: string;
  template: string;
}

const selector = `  versions:                 # which versions; leave it out for all
    projects: ["*"]
    matchLabels:
      environment: production
`;

const head = (kind: string, name: string, namespace?: string) =>
  `apiVersion: modelyard.dev/v1alpha1\nkind: ${kind}\nmetadata:\n  name: ${name}\n${namespace ? `  namespace: ${namespace}\n` : ''}spec:\n`;

export const policyKinds: PolicyKind[] = [
  {
    kind: kinds.approvalPolicies,
    label: 'Approvals',
    one: 'approval policy',
    purpose: 'Who has to approve which versions before they may run.',
    template: `${head('ApprovalPolicy', 'production')}${selector}  approvals:                # nobody counts for two of them
    - name: security
      users: [security-lead]
    - name: product
      groups: [product-owners]
  separationOfDuties: true  # whoever submitted a version does not approve it
  scan: Findings            # or Clean
  expiresAfter: 365d
`,
  },
  {
    kind: kinds.scanPolicies,
    label: 'Scans',
    one: 'scan policy',
    purpose: 'What is done about what scans find.',
    template: `${head('ScanPolicy', 'production')}${selector}  severities:               # Block, Waiver, Warn or Ignore
    critical: Block
    high: Waiver
    medium: Waiver
    low: Warn
  rules:
    - rule: MY-SEC-*        # secrets in a model are never fine
      action: Block
  formats:
    - format: Pickle
      action: Waiver
  licenses:
    denied: [AGPL-3.0-only, CC-BY-NC-4.0]
  longestWaiver: 90d
`,
  },
  {
    kind: kinds.signaturePolicies,
    label: 'Signatures',
    one: 'signature policy',
    purpose: 'Whose signatures count, for which versions, and whether one is needed.',
    template: `${head('SignaturePolicy', 'production')}${selector}  required: true            # false: checked and shown, nothing depends on it
  keys:
    - name: release
      publicKey: |
        -----BEGIN PUBLIC KEY-----
        …
        -----END PUBLIC KEY-----
`,
  },
  {
    kind: kinds.retentionPolicies,
    label: 'Retention',
    one: 'retention policy',
    purpose: 'Which versions of a project are let go of after a while.',
    template: `${head('RetentionPolicy', 'tidy', 'PROJECT')}  keepNewest: 3             # of each model
  olderThan: 90d            # in the library for longer than this
  unusedFor: 30d            # and nothing has run it for so long
  action: Retire            # or Delete, its files with it
  schedule: "0 4 * * *"     # UTC
`,
  },
  {
    kind: kinds.imageScanners,
    label: 'Image scanners',
    one: 'image scanner',
    purpose: "Scanners of container images behind Harbor's pluggable scanner API, such as the adapter for Trivy.",
    template: `${head('ImageScanner', 'trivy')}  url: https://trivy-adapter.example:8443
  secretRef:                # it is given the registry's credentials: choose it well
    namespace: default
    name: trivy-adapter
  timeout: 30m
  rescanAfter: 7d
`,
  },
];

export const policyKindOf = (plural: string): PolicyKind | undefined => policyKinds.find((p) => p.kind.plural === plural);
