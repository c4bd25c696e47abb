import type { UsageRecord } from '../api/kinds';
import { StatusBadge, type Tone } from '../parts/StatusBadge';

/** How a request ended, and how well its numbers are known. */
const states: Record<string, { label: string; tone: Tone; reason: string }> = {
  settled: { label: 'Answered', tone: 'good', reason: 'Counted as the engine reported it.' },
  estimated: { label: 'Answered', tone: 'good', reason: 'The engine reported nothing: counted by the gateway.' },
  client_aborted: { label: 'Client left', tone: 'off', reason: 'The client went away; counted is what had been used by then.' },
  truncated: { label: 'Broke off', tone: 'bad', reason: 'The answer broke off: counted is what is known of it.' },
  rejected: { label: 'Refused', tone: 'waiting', reason: 'Refused before any model saw it. Costs nothing.' },
};

export function RequestState({ request: { state = '', code = 0 } }: { request: UsageRecord }) {
  const known = states[state] ?? { label: state, tone: 'off' as const, reason: '' };
  // What the engine itself refused is counted as it reported it, and is no answer.
  const failed = code >= 400 && known.tone === 'good';
  return (
    <StatusBadge tone={failed ? 'bad' : known.tone} reason={`${known.reason} Status ${code}.`}>
      {failed ? `Error ${code}` : known.label}
    </StatusBadge>
  );
}
