import { Button } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { phaseOf, type Version } from '../names';
import { DecisionDialog } from './DecisionDialog';
import type { Decision } from './decisions';
import { useDecisionChoices } from './useDecisionChoices';

/** Approve and reject, for whoever may, while the version waits for it. The rest is on the Approvals tab. */
export function DecisionButtons({ version }: { version: Version }) {
  const { awaited, choices } = useDecisionChoices(version);
  const [decision, setDecision] = useState<Decision>();
  if (phaseOf(version) !== 'PendingApproval') return null;
  return (
    <>
      {choices.includes('Reject') && (
        <Button variant="default" leftSection={<IconX size={16} />} onClick={() => setDecision('Reject')}>
          Reject
        </Button>
      )}
      {choices.includes('Approve') && (
        <Button
          variant={awaited.length > 0 ? 'filled' : 'default'}
          leftSection={<IconCheck size={16} />}
          onClick={() => setDecision('Approve')}
        >
          {awaited.length > 0 ? `Approve for ${awaited.join(' or ')}` : 'Approve'}
        </Button>
      )}
      <DecisionDialog version={version} decision={decision} onClose={() => setDecision(undefined)} />
    </>
  );
}
