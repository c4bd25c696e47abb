import { useAccess } from '../../api/access';
import { kinds } from '../../api/kinds';
import { useSession } from '../../api/session';
import { phaseOf, type Version } from '../names';
import { awaitedOf, decisionOf } from './awaited';
import type { Decision } from './decisions';

export interface DecisionChoices {
  /** What the person is asked for: the approvals that are missing and that they are named for. */
  awaited: string[];
  /** What they can do now, in the order of importance. */
  choices: Decision[];
}

/** What the person who is signed in can decide about a version now. */
export function useDecisionChoices(version: Version): DecisionChoices {
  const session = useSession();
  const { namespace, name } = version.metadata;
  const may = useAccess({ verb: 'approve', kind: kinds.modelVersions, namespace, name });
  const mayRecord = useAccess({ verb: 'create', kind: kinds.modelApprovals, namespace });
  if (!may || !mayRecord || !version.status?.digest) return { awaited: [], choices: [] };
  const phase = phaseOf(version);
  const own = decisionOf(version, session);
  const choices: Decision[] = [];
  if (phase !== 'Approved' && phase !== 'Revoked' && phase !== 'Rejected' && own?.decision !== 'Approve') choices.push('Approve');
  if (phase !== 'Approved' && phase !== 'Revoked' && phase !== 'Rejected') choices.push('Reject');
  if (own) choices.push('Withdraw');
  if (phase === 'PendingApproval' && !own) choices.push('Delegate');
  if (phase === 'Approved') choices.push('Revoke');
  return { awaited: awaitedOf(version, session), choices };
}
