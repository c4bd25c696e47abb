import { Button, Code, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog } from '../../parts/Dialog';
import { ErrorNotice } from '../../parts/ErrorNotice';
import { fullName, shortDigest, shortName, type Version } from '../names';
import { type Decision, decide, decisionWords, needsReason } from './decisions';
import { PolicyProgressList } from './PolicyProgressList';

/** Asks for a decision once more: about which files, what it leads to, and why. What others decide meanwhile appears in it. */
export function DecisionDialog({
  version,
  decision,
  onClose,
}: {
  version: Version;
  decision: Decision | undefined;
  onClose: () => void;
}) {
  if (!decision) return null;
  return (
    <Dialog onClose={onClose} title={`${decisionWords[decision].title} ${shortName(version)}`} size="lg">
      <DecisionForm version={version} decision={decision} onClose={onClose} />
    </Dialog>
  );
}

function DecisionForm({ version, decision, onClose }: { version: Version; decision: Decision; onClose: () => void }) {
  const words = decisionWords[decision];
  const [comment, setComment] = useState('');
  const [delegateTo, setDelegateTo] = useState('');
  const now = version.status?.digest;
  const [seen, setSeen] = useState(now);
  const made = useMutation({
    mutationFn: () => decide(version, { decision, comment, delegateTo, digest: seen }),
    onSuccess: () => {
      notifications.show({ message: `${fullName(version)} ${words.done}` });
      onClose();
    },
  });
  const incomplete = (needsReason(decision) && !comment.trim()) || (decision === 'Delegate' && !delegateTo.trim());
  return (
    <form
      onSubmit={(e) => {
        e.preventDefault();
        if (!incomplete) made.mutate();
      }}
    >
      <Stack>
        <Text size="sm">{words.effect}</Text>
        <Text size="sm" c="var(--muted)">
          The files you decide about: <Code>{seen ? shortDigest(seen) : 'none yet'}</Code>
        </Text>
        {seen !== now && (
          <Stack gap={4} align="flex-start" role="alert">
            <Text size="sm">
              The version is {now ? shortDigest(now) : 'something else'} by now. Look at it again before you decide.
            </Text>
            <Button size="xs" variant="default" onClick={() => setSeen(now)}>
              I have looked
            </Button>
          </Stack>
        )}
        {decision === 'Approve' && <PolicyProgressList version={version} />}
        {decision === 'Delegate' && (
          <TextInput
            label="User"
            description="The name they sign in with."
            value={delegateTo}
            onChange={(e) => setDelegateTo(e.currentTarget.value)}
            required
            data-autofocus
          />
        )}
        <Textarea
          label={needsReason(decision) ? 'Reason' : 'Comment'}
          description={needsReason(decision) ? 'Everybody who sees the version reads it.' : 'Kept with your decision.'}
          value={comment}
          onChange={(e) => setComment(e.currentTarget.value)}
          required={needsReason(decision)}
          autosize
          minRows={2}
          data-autofocus={decision === 'Delegate' ? undefined : true}
        />
        <ErrorNotice error={made.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            color={needsReason(decision) ? 'red' : undefined}
            loading={made.isPending}
            disabled={incomplete || seen !== now}
          >
            {words.button}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
