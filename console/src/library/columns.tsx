import { Stack, Text, Tooltip } from '@mantine/core';
import type { Column } from '../parts/DataTable';
import { bytes } from '../parts/format';
import { fullName, shortName, stageOf, type Version } from './names';
import { PhaseBadge, phaseLabel, VerdictBadge } from './phase';

const usersOf = ({ status }: Version) => status?.usage?.by ?? [];

function UsedBy({ version }: { version: Version }) {
  const users = usersOf(version);
  if (users.length === 0) return <>–</>;
  return (
    <Tooltip label={users.join(', ')} multiline maw={360}>
      <span>{users.length}</span>
    </Tooltip>
  );
}

function Why({ version }: { version: Version }) {
  const message = version.status?.message;
  return version.status?.phase === 'Approved' || !message ? <>–</> : message;
}

/** Its name, and below it where it is and what it does. */
function Name({ version }: { version: Version }) {
  const { namespace } = version.metadata;
  const task = version.status?.metadata?.task;
  return (
    <Stack gap={0}>
      <Text size="sm" fw={500} lh={1.3} truncate>
        {shortName(version)}
      </Text>
      <Text size="xs" fw={400} c="var(--muted)" lh={1.3} truncate>
        {task ? `${namespace} · ${task}` : namespace}
      </Text>
    </Stack>
  );
}

export const columns: Column<Version>[] = [
  {
    label: 'Version',
    width: 'minmax(10rem, 1.4fr)',
    render: (v) => <Name version={v} />,
    value: (v) => `${shortName(v)} ${fullName(v)} ${v.status?.metadata?.task ?? ''}`,
  },
  {
    label: 'Phase',
    width: '9.75rem',
    render: (v) => <PhaseBadge version={v} />,
    value: (v) => phaseLabel(v.status?.phase ?? 'Pending'),
  },
  { label: 'Why it waits', width: 'minmax(8rem, 1.6fr)', render: (v) => <Why version={v} />, value: (v) => v.status?.message },
  { label: 'Stage', width: '5.75rem', render: stageOf, value: stageOf },
  {
    label: 'Format',
    width: '5.5rem',
    render: (v) => v.status?.metadata?.format ?? '–',
    value: (v) => v.status?.metadata?.format,
  },
  { label: 'Size', width: '4.5rem', align: 'end', render: (v) => bytes(v.status?.size), value: (v) => v.status?.size ?? 0 },
  {
    label: 'Scan',
    width: '6rem',
    render: (v) => <VerdictBadge verdict={v.status?.scan?.verdict} />,
    value: (v) => v.status?.scan?.verdict,
  },
  {
    label: 'Licence',
    width: '6rem',
    render: (v) => v.status?.metadata?.license ?? '–',
    value: (v) => v.status?.metadata?.license,
  },
  { label: 'Used by', width: '3.75rem', align: 'end', render: (v) => <UsedBy version={v} />, value: (v) => usersOf(v).length },
];
