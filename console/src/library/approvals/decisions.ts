import { kinds } from '../../api/kinds';
import { create } from '../../api/resources';
import type { Version } from '../names';

export type Decision = 'Approve' | 'Reject' | 'Withdraw' | 'Revoke' | 'Delegate';

/** A decision in words. */
export const decisionWords: Record<Decision, { title: string; button: string; done: string; past: string; effect: string }> = {
  Approve: {
    title: 'Approve',
    button: 'Approve',
    done: 'is approved by you.',
    past: 'approved',
    effect: 'Your approval counts for exactly the files you see here, for nothing that comes later.',
  },
  Reject: {
    title: 'Reject',
    button: 'Reject',
    done: 'is rejected.',
    past: 'rejected',
    effect: 'It may not be used, whoever else approves it, until you withdraw this.',
  },
  Withdraw: {
    title: 'Withdraw your decision about',
    button: 'Withdraw',
    done: 'is as if you had not decided.',
    past: 'withdrew',
    effect:
      'It stands then as if you had not decided. If your approval was needed, nothing of it is started until somebody gives it.',
  },
  Revoke: {
    title: 'Revoke',
    button: 'Revoke',
    done: 'is revoked.',
    past: 'revoked',
    effect: 'Nothing of it is started any more. What runs it goes on, unless a policy says that it is drained.',
  },
  Delegate: {
    title: 'Let somebody else decide about',
    button: 'Delegate',
    done: 'can be decided in your place.',
    past: 'delegated',
    effect: 'They may give the approval you are named for. It passes on one voice, and ends once you decide yourself.',
  },
};

export interface Verdict {
  decision: Decision;
  comment?: string;
  delegateTo?: string;
  /** Of what the person saw. The server refuses the decision when the version is something else by now. */
  digest?: string;
}

/** Records a decision about a version as that of whoever is signed in. */
export const decide = ({ metadata }: Version, { decision, comment, delegateTo, digest }: Verdict) =>
  create(kinds.modelApprovals, {
    metadata: { namespace: metadata.namespace, generateName: `${metadata.name}-` },
    spec: {
      version: metadata.name,
      decision,
      digest,
      ...(comment?.trim() ? { comment: comment.trim() } : {}),
      ...(delegateTo?.trim() ? { delegateTo: delegateTo.trim() } : {}),
    },
  });

/** Whether somebody has to say why. */
export const needsReason = (decision: Decision): boolean => decision === 'Reject' || decision === 'Revoke';
