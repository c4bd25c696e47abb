import { Button, Group, SimpleGrid, Stack } from '@mantine/core';
import { useState } from 'react';
import { Age } from '../../parts/Age';
import { KeyValues } from '../../parts/KeyValues';
import { Panel } from '../../parts/Panel';
import { Digest } from '../Digest';
import { phaseOf, type Version } from '../names';
import { DecisionDialog } from './DecisionDialog';
import { DecisionHistory } from './DecisionHistory';
import { type Decision, decisionWords } from './decisions';
import { PolicyProgressList } from './PolicyProgressList';
import { useDecisionChoices } from './useDecisionChoices';

/** Who let it run, who has to yet, and what the person who looks can decide. */
export function ApprovalsTab({ version }: { version: Version }) {
  const { status, spec } = version;
  return (
    <Stack>
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        <Panel title="What the policies ask for">
          <PolicyProgressList version={version} />
        </Panel>
        <Panel title="What is decided about">
          <KeyValues
            items={[
              ['Files', <Digest key="digest" value={status?.digest} />],
              ['Brought in by', spec?.submitter],
              ['Approved', status?.approvedAt && <Age time={status.approvedAt} />],
              ['To be renewed', status?.approvalExpiresAt && <Age time={status.approvalExpiresAt} />],
            ]}
          />
          <Choices version={version} />
        </Panel>
      </SimpleGrid>
      <Panel
        title="Decisions"
        description="What people said, the last first. A decision never changes; who thinks better of it makes another."
      >
        <DecisionHistory version={version} />
      </Panel>
    </Stack>
  );
}

function Choices({ version }: { version: Version }) {
  const inHeader = phaseOf(version) === 'PendingApproval' ? ['Approve', 'Reject'] : [];
  const choices = useDecisionChoices(version).choices.filter((choice) => !inHeader.includes(choice));
  const [decision, setDecision] = useState<Decision>();
  if (choices.length === 0) return null;
  return (
    <Group gap="xs" mt="lg">
      {choices.map((choice) => (
        <Button key={choice} size="xs" variant="default" onClick={() => setDecision(choice)}>
          {decisionWords[choice].button}…
        </Button>
      ))}
      <DecisionDialog version={version} decision={decision} onClose={() => setDecision(undefined)} />
    </Group>
  );
}
