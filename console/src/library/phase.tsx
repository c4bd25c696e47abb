import { StatusBadge, type Tone } from '../parts/StatusBadge';
import { phaseOf, type Version } from './names';

const phases: Record<string, [Tone, string]> = {
  Pending: ['busy', 'Pending'],
  Syncing: ['busy', 'Being fetched'],
  Synced: ['busy', 'Fetched'],
  Scanned: ['busy', 'Scanned'],
  Verified: ['busy', 'Verified'],
  PendingApproval: ['waiting', 'Waits for approval'],
  Approved: ['good', 'Approved'],
  Failed: ['bad', 'Failed'],
  Blocked: ['bad', 'Blocked'],
  Rejected: ['bad', 'Rejected'],
  Revoked: ['bad', 'Revoked'],
};

export const phaseLabel = (phase: string): string => phases[phase]?.[1] ?? phase;

/** How far a version has come; what is awaited, on demand, unless that is said beside it. */
export function PhaseBadge({ version, explained = true }: { version: Version; explained?: boolean }) {
  const [tone, label] = phases[phaseOf(version)] ?? ['waiting', phaseOf(version)];
  return (
    <StatusBadge tone={tone} reason={(explained && version.status?.message) || undefined}>
      {label}
    </StatusBadge>
  );
}

const verdicts: Record<string, [Tone, string]> = {
  Clean: ['good', 'Clean'],
  Findings: ['waiting', 'Findings'],
  Blocked: ['bad', 'Blocked'],
  Unfinished: ['bad', 'Unfinished'],
};

/** What a scan came to. */
export function VerdictBadge({ verdict }: { verdict?: string }) {
  if (!verdict) return <>–</>;
  const [tone, label] = verdicts[verdict] ?? ['waiting', verdict];
  return <StatusBadge tone={tone}>{label}</StatusBadge>;
}
