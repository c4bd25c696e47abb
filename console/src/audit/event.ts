import type { AuditEvent, Served } from '../api/kinds';
import { fieldIs } from '../api/resources';

export type Entry = Served<AuditEvent>;

/** What part of the trail is looked at. */
export interface Selection {
  user?: string;
  verb?: string;
  resource?: string;
  object?: string;
  project?: string;
  /** Hours back from now; all that is kept when absent, and `from` and `to` too. */
  hours?: number;
  /** First and last day (UTC). */
  from?: string;
  to?: string;
  outcome?: string;
  /** Also what the parts of the system did by themselves. */
  system?: boolean;
}

const day = 86_400_000;

/** The same as the server is asked for it; of it only what is not older than `since`, when that is given. */
export function fieldSelector(selection: Selection, since?: string, now = Date.now()): string {
  const { user, verb, resource, object, project, hours, from, to, outcome, system } = selection;
  const fields = {
    actor: user,
    verb,
    'objectRef.resource': resource,
    'objectRef.name': object,
    'objectRef.namespace': project,
    since: since ?? (hours ? new Date(now - hours * 3_600_000).toISOString() : from && `${from}T00:00:00Z`),
    until: to && new Date(Date.parse(to) + day).toISOString(),
    internal: system || user ? undefined : 'false',
  };
  const equal = Object.entries(fields).flatMap(([field, value]) => (value ? [fieldIs(field, value)] : []));
  return [...equal, ...(outcome ? [`responseStatus.status${outcome === 'refused' ? '=' : '!='}Failure`] : [])].join(',');
}

export const timeOf = ({ requestReceivedTimestamp, metadata }: Entry): number =>
  Date.parse(requestReceivedTimestamp ?? metadata.creationTimestamp ?? '');

/** `acme/atlas-chat`, with the part of the object that was meant. */
export function objectOf({ objectRef }: Entry): string {
  const { namespace, name, subresource } = objectRef ?? {};
  const object = [namespace, name].filter(Boolean).join('/');
  return subresource ? `${object} (${subresource})` : object;
}

const accountAnnotation = 'audit.modelyard.dev/account';
const consoleUser = 'system:modelyard:console';

/** Who did it, and through whom unless that was the console, where everybody acts; of an attempt to sign in, as whom. */
export function actorOf({ user, impersonatedUser, annotations }: Entry): string {
  const caller = user?.username ?? '';
  const actor = impersonatedUser?.username ?? (caller === consoleUser ? annotations?.[accountAnnotation] : undefined);
  return !actor ? caller : caller === consoleUser ? actor : `${actor} (by ${caller})`;
}

export function outcomeOf({ responseStatus }: Entry): string {
  const { code, reason } = responseStatus ?? {};
  return (code ?? 0) < 400 ? 'done' : (reason ?? `refused (${code})`);
}
