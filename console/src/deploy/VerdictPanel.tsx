import { Group, Loader, Stack, Text, UnstyledButton } from '@mantine/core';
import { ErrorNotice } from '../parts/ErrorNotice';
import { bytes } from '../parts/format';
import { Panel } from '../parts/Panel';
import { StatusBadge, type Tone } from '../parts/StatusBadge';
import { useDraft } from './draft';
import classes from './Guide.module.css';
import type { FieldError, Verdict } from './verdict';

/** Whether it would run here, and if not, why. */
export function VerdictPanel({ verdict, onGoTo }: { verdict: Verdict; onGoTo: (field: string) => void }) {
  const { pending, review, fields, problem } = verdict;
  const { problem: unreadable } = useDraft();
  const [tone, word] = standing(verdict, unreadable !== undefined);
  const findings = review?.findings ?? [];
  return (
    <Panel>
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap" mih={22}>
          <div role="status">
            <StatusBadge tone={tone}>{word}</StatusBadge>
          </div>
          {pending && <Loader size={14} aria-label="Checking" />}
        </Group>
        <ErrorNotice error={problem} />
        {findings.length > 0 && (
          <ul className={classes.findings} aria-label="Findings">
            {findings.map(({ topic, blocking, message }) => (
              <li key={`${topic}${message}`}>
                <Text size="xs" c="var(--muted)">
                  {topic}
                  {blocking ? ', stands against it' : ', to know'}
                </Text>
                {sentence(message)}
              </li>
            ))}
          </ul>
        )}
        {fields.length > 0 && (
          <ul className={classes.findings} aria-label="Fields">
            {fields.map((error) => (
              <FieldLine key={error.field} error={error} onGoTo={onGoTo} />
            ))}
          </ul>
        )}
        {review?.memoryBytes !== undefined && (
          <Text size="sm" c="var(--muted)">
            Each replica is expected to need {bytes(review.memoryBytes)} of memory.
          </Text>
        )}
        {tone === 'good' && (
          <Text size="xs" c="var(--muted)">
            Approval, memory, GPUs and format were looked at, and a dry run went through.
          </Text>
        )}
      </Stack>
    </Panel>
  );
}

function FieldLine({ error: { field, message }, onGoTo }: { error: FieldError; onGoTo: (field: string) => void }) {
  return (
    <li>
      <UnstyledButton className={classes.goto} onClick={() => onGoTo(field)}>
        <span className={classes.path}>{field}</span>
      </UnstyledButton>
      <div>{message}</div>
    </li>
  );
}

function standing({ review, fields, problem, pending }: Verdict, unreadable: boolean): [Tone, string] {
  if (unreadable) return ['bad', 'The YAML cannot be read'];
  if (fields.some((f) => !f.missing)) return ['bad', 'Something is not right yet'];
  if (fields.length > 0) return ['waiting', 'Something is missing yet'];
  if (problem) return ['bad', 'The server refuses this'];
  if (!review) return pending ? ['busy', 'Checking'] : ['off', 'Nothing to check yet'];
  return review.allowed ? ['good', 'Would run here'] : ['bad', 'Would not run here'];
}

/** A message as a sentence; one that begins with a name keeps the name as it is written. */
const sentence = (text = ''): string => {
  const begun = /^[a-z]+(?=[\s,.]|$)/.test(text) ? text[0]!.toUpperCase() + text.slice(1) : text;
  return begun + (begun === '' || /[.!?]$/.test(begun) ? '' : '.');
};
