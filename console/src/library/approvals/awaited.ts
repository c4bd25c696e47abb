import type { Session } from '../../api/session';
import { phaseOf, type Version } from '../names';

type Person = Pick<Session, 'user' | 'groups'>;

/** What is missing of a version's approvals that this person is named for, as the API says it: `security`, `product`. */
export function awaitedOf(version: Version, { user, groups }: Person): string[] {
  if (phaseOf(version) !== 'PendingApproval') return [];
  const found = (version.status?.policies ?? [])
    .flatMap((p) => p.awaited ?? [])
    .filter((a) => !a.except?.includes(user))
    .filter(
      (a) => (!a.users?.length && !a.groups?.length) || a.users?.includes(user) || a.groups?.some((g) => groups.includes(g)),
    );
  return [...new Set(found.map((a) => a.for ?? ''))];
}

/** What this person's last word about a version is, as far as it counts; undefined when they said nothing or took it back. */
export const decisionOf = (version: Version, { user }: Person) => version.status?.decisions?.findLast((d) => d.by === user);
