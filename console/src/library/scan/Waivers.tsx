import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useAccess } from '../../api/access';
import { kinds, type ScanWaiver, type Served } from '../../api/kinds';
import { useResources } from '../../api/useResources';
import { Age } from '../../parts/Age';
import { ConfirmDelete } from '../../parts/ConfirmDelete';
import { ErrorNotice } from '../../parts/ErrorNotice';
import type { Version } from '../names';

/** The waivers for the content of a version, also those that have ended. */
export function Waivers({ version, onWaive }: { version: Version; onWaive?: () => void }) {
  const { namespace, name } = version.metadata;
  const { items, error, refetch } = useResources(kinds.scanWaivers, { namespace });
  const mayWithdraw = useAccess({ verb: 'delete', kind: kinds.scanWaivers, namespace });
  const [withdrawn, setWithdrawn] = useState<Served<ScanWaiver>>();
  // Other versions with the very same files are waived as well.
  const waivers = items.filter((w) => w.spec?.version === name || (w.spec?.digest && w.spec.digest === version.status?.digest));
  if (error) return <ErrorNotice error={error} onRetry={refetch} />;
  return (
    <Stack gap="md" align="flex-start">
      {waivers.length === 0 && (
        <Text size="sm" c="var(--muted)">
          Nobody has waived anything.
        </Text>
      )}
      {waivers.map((waiver) => (
        <Group key={waiver.metadata.uid} justify="space-between" align="flex-start" wrap="nowrap" w="100%">
          <OneWaiver waiver={waiver} />
          {mayWithdraw && (
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => setWithdrawn(waiver)}
              aria-label={`Withdraw waiver ${waiver.metadata.name}`}
            >
              Withdraw…
            </Button>
          )}
        </Group>
      ))}
      {onWaive && (
        <Button size="xs" variant="default" onClick={onWaive}>
          Waive findings…
        </Button>
      )}
      {withdrawn && (
        <ConfirmDelete
          kind={kinds.scanWaivers}
          namespace={namespace}
          name={withdrawn.metadata.name}
          affected={[`What ${withdrawn.spec?.rules?.join(', ')} found stands against the version again, at once.`]}
          opened
          onClose={() => setWithdrawn(undefined)}
        />
      )}
    </Stack>
  );
}

function OneWaiver({ waiver }: { waiver: Served<ScanWaiver> }) {
  const { rules, paths, reason, expires, owner, by, at } = waiver.spec ?? {};
  return (
    <Stack gap={0} miw={0}>
      <Text size="sm" fw={500}>
        {rules?.join(', ')}
        {paths?.length ? ` in ${paths.join(', ')}` : ''}
      </Text>
      <Text size="sm">{reason}</Text>
      <Text size="xs" c="var(--muted)">
        {by} <Age time={at} />
        {owner && owner !== by && ` · ${owner} answers for it`} · ends <Age time={expires} />
      </Text>
    </Stack>
  );
}
