import { Group, Stack, Text, Timeline } from '@mantine/core';
import { kinds } from '../../api/kinds';
import { useSession } from '../../api/session';
import { useResources } from '../../api/useResources';
import { Age } from '../../parts/Age';
import { ErrorNotice } from '../../parts/ErrorNotice';
import { shortDigest, type Version } from '../names';
import { type Decision, decisionWords } from './decisions';

/** Everything anybody decided about a version, as it comes. */
export function DecisionHistory({ version }: { version: Version }) {
  const session = useSession();
  const { namespace, name } = version.metadata;
  const { items, error, pending, refetch } = useResources(kinds.modelApprovals, { namespace });
  const made = items
    .filter((a) => a.spec?.version === name)
    .sort((a, b) => (b.spec?.at ?? '').localeCompare(a.spec?.at ?? '') || b.metadata.name.localeCompare(a.metadata.name));
  if (error) return <ErrorNotice error={error} onRetry={refetch} />;
  if (made.length === 0)
    return (
      <Text size="sm" c="var(--muted)">
        {pending ? 'Asking…' : 'Nobody has decided anything yet.'}
      </Text>
    );
  const counting = version.status?.decisions ?? [];
  return (
    <Timeline bulletSize={12} lineWidth={1} color="gray" aria-label="Decisions">
      {made.map(({ metadata, spec }) => {
        const counted = counting.find(
          (d) => d.by === spec?.approver && d.decision === spec?.decision && sameTime(d.at, spec?.at),
        );
        const words = decisionWords[spec?.decision as Decision];
        return (
          <Timeline.Item key={metadata.name}>
            <Stack gap={2}>
              <Group gap={6}>
                <Text size="sm">
                  <b>{spec?.approver === session.user ? 'You' : spec?.approver}</b> {words?.past}
                  {spec?.delegateTo && ` to ${spec.delegateTo}`}
                  {counted?.for && ` for ${counted.for}`}
                </Text>
                <Text size="xs" c="var(--muted)">
                  <Age time={spec?.at} />
                </Text>
              </Group>
              {spec?.comment && <Text size="sm">{spec.comment}</Text>}
              {spec?.digest !== version.status?.digest && (
                <Text size="xs" c="var(--muted)">
                  About other files ({shortDigest(spec?.digest ?? '')}): it does not count.
                </Text>
              )}
            </Stack>
          </Timeline.Item>
        );
      })}
    </Timeline>
  );
}

/** The record of a version is to the second or finer, as the API writes it; the same moment all the same. */
const sameTime = (a?: string, b?: string): boolean => Math.abs(Date.parse(a ?? '') - Date.parse(b ?? '')) < 1_000;
