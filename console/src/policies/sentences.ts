import type { ApiObject, ApprovalPolicy, ImageScanner, RetentionPolicy, ScanPolicy, SignaturePolicy } from '../api/kinds';

type Selector = NonNullable<NonNullable<ApprovalPolicy['spec']>['versions']>;

const either = (words: string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

/** Which versions: `Versions from hf://** with the licence MIT or Apache-2.0.` */
export function whichVersions(selector: Selector | undefined): string {
  const { projects, models, sources, tasks, licenses, matchLabels } = selector ?? {};
  const labels = Object.entries(matchLabels ?? {}).map(([key, value]) => `${key}=${value}`);
  const parts = [
    models?.length ? `of the models ${either(models)}` : '',
    projects?.length ? `in the projects ${either(projects)}` : '',
    sources?.length ? `from ${either(sources)}` : '',
    tasks?.length ? `for ${either(tasks)}` : '',
    licenses?.length ? `with the licence ${either(licenses)}` : '',
    labels.length ? `labelled ${labels.join(' and ')}` : '',
  ].filter(Boolean);
  return parts.length > 0 ? `It is about versions ${parts.join(', ')}.` : 'It is about every version.';
}

function approval({ spec }: ApprovalPolicy): string[] {
  const wanted = (spec?.approvals ?? []).map(({ name, count = 1, users = [], groups = [] }) => {
    const from = [...users, ...groups.map((g) => `the group ${g}`)];
    const who = from.length > 0 ? either(from) : 'anybody who may approve';
    return `${count === 1 ? 'One approval' : `${count} approvals`} for ${name}, from ${who}.`;
  });
  return [
    whichVersions(spec?.versions),
    ...(wanted.length > 0 ? wanted : ['No approval is needed.']),
    spec?.separationOfDuties === false
      ? 'Whoever brought a version in may approve it as well.'
      : 'Whoever brought a version in does not approve it.',
    spec?.scan === 'Clean' ? 'The scan has to be clean.' : 'The scan may have findings that do not stand against the version.',
    ...(spec?.signature ? ['A signature that a signature policy trusts is needed.'] : []),
    spec?.expiresAfter ? `Approvals have to be given again after ${spec.expiresAfter}.` : 'Approvals do not expire.',
    spec?.onRevocation === 'Drain'
      ? 'When a version is revoked, what runs it is stopped once its calls are answered.'
      : 'When a version is revoked, what runs it goes on and is not started again.',
  ];
}

const done: Record<string, string> = {
  Block: 'block the version, whatever is waived',
  Waiver: 'need a waiver',
  Warn: 'warn',
  Ignore: 'are not counted',
};

function scan({ spec }: ScanPolicy): string[] {
  const severities = Object.entries(spec?.severities ?? {});
  return [
    whichVersions(spec?.versions),
    ...severities.map(
      ([severity, action]) => `${severity[0]!.toUpperCase()}${severity.slice(1)} findings ${done[action] ?? action}.`,
    ),
    ...(spec?.rules ?? []).map(({ rule, action }) => `Findings of ${rule} ${done[action] ?? action}.`),
    ...(spec?.formats ?? []).map(({ format, action }) => `Files that contain ${format} ${done[action] ?? action}.`),
    ...(spec?.unfinished ? [`Files that could not be read to their end ${done[spec.unfinished] ?? spec.unfinished}.`] : []),
    ...(spec?.licenses?.allowed?.length ? [`Allowed licences are ${spec.licenses.allowed.join(', ')}.`] : []),
    ...(spec?.licenses?.denied?.length ? [`The licence must not be ${either(spec.licenses.denied)}.`] : []),
    ...(spec?.longestWaiver ? [`A waiver ends after ${spec.longestWaiver} at the latest.`] : []),
  ];
}

function signature({ spec }: SignaturePolicy): string[] {
  const identity = ({ subject, issuer }: { subject?: string; issuer?: string }) =>
    `${subject}${issuer ? ` (known to ${issuer})` : ''}`;
  return [
    whichVersions(spec?.versions),
    spec?.required === false
      ? 'Signatures are checked and shown; nothing depends on them.'
      : 'They are blocked until a signature counts.',
    `What counts: ${spec?.formats?.length ? either(spec.formats) : 'cosign or model-signing'}.`,
    ...(spec?.keys ?? []).map(({ name }) => `The key ${name} is trusted.`),
    ...(spec?.authorities ?? []).map(
      ({ name, identities, validAt }) =>
        `The authority ${name} vouches for ${either((identities ?? []).map(identity))}; its certificates have to be valid ${validAt === 'Signing' ? 'when it was signed' : validAt === 'Issued' ? 'when they were issued' : 'now'}.`,
    ),
    ...(spec?.logs ?? []).map(({ name }) => `The transparency log ${name} says when something was signed.`),
  ];
}

function retention({ spec }: RetentionPolicy): string[] {
  return [
    `It is about ${spec?.versions?.length ? `the versions ${either(spec.versions)}` : 'every version'} of ${spec?.models?.length ? `the models ${either(spec.models)}` : 'every model'} ${spec?.stages?.length ? `in ${either(spec.stages)}` : 'that is not in production'}.`,
    ...(spec?.keepNewest !== undefined ? [`The newest ${spec.keepNewest} of each model stay.`] : []),
    ...(spec?.olderThan ? [`Only what has been here for longer than ${spec.olderThan} goes.`] : []),
    ...(spec?.unusedFor ? [`Only what nothing has run for ${spec.unusedFor} goes.`] : []),
    spec?.action === 'Retire'
      ? 'What goes is retired: it stays on record, and is not started any more.'
      : 'What goes is deleted, its files with it.',
    spec?.suspend ? 'It is suspended: nothing goes.' : `It acts at ${spec?.schedule} (cron, UTC).`,
  ];
}

function scanner({ spec }: ImageScanner): string[] {
  return [
    `Images are handed to ${spec?.url}.`,
    whichVersions(spec?.versions),
    `A scan may take ${spec?.timeout}, and an image is scanned again after ${spec?.rescanAfter}.`,
    spec?.secretRef
      ? `It is called with the Secret ${spec.secretRef.namespace}/${spec.secretRef.name}.`
      : 'It is called without credentials.',
    ...(spec?.caSecretRef
      ? [`Its certificate is checked with the Secret ${spec.caSecretRef.namespace}/${spec.caSecretRef.name}.`]
      : []),
  ];
}

const readers: Record<string, (policy: never) => string[]> = {
  approvalpolicies: approval,
  scanpolicies: scan,
  signaturepolicies: signature,
  retentionpolicies: retention,
  imagescanners: scanner,
};

/** What a policy says, a sentence for each thing. */
export const sentencesOf = (plural: string, policy: ApiObject): string[] => readers[plural]?.(policy as never) ?? [];
