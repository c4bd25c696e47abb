import { useMemo } from 'react';
import { useAccessIn } from '../../api/access';
import { kinds } from '../../api/kinds';
import { useSession } from '../../api/session';
import type { Version } from '../names';
import { awaitedOf } from './awaited';

/** The versions, by uid, with an approval missing that the person who is signed in is named for and may give. */
export function useWaitingForMe(versions: Version[]): Set<string> {
  const session = useSession();
  const named = useMemo(() => versions.filter((v) => awaitedOf(v, session).length > 0), [versions, session]);
  const projects = useMemo(() => [...new Set(named.map((v) => v.metadata.namespace!))], [named]);
  const allowed = [...useAccessIn(projects, { verb: 'approve', kind: kinds.modelVersions })].join(' ');
  return useMemo(() => {
    const where = new Set(allowed.split(' '));
    return new Set(named.filter((v) => where.has(v.metadata.namespace!)).map((v) => v.metadata.uid!));
  }, [named, allowed]);
}
