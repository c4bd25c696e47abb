import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Panel } from '../../parts/Panel';
import { DistrustDialog } from './DistrustDialog';
import { TrustDialog } from './TrustDialog';
import { TrustTable } from './TrustTable';
import type { Policy, Trusted, TrustList } from './trust';

const lists: { list: TrustList; title: string; description: string; add: string; none: string }[] = [
  {
    list: 'keys',
    title: 'Keys',
    description: 'A signature by one of these counts.',
    add: 'Add a key',
    none: 'No key is trusted.',
  },
  {
    list: 'authorities',
    title: 'Authorities',
    description: 'They vouch by certificates for the signers that are named.',
    add: 'Add an authority',
    none: 'No authority is trusted.',
  },
  {
    list: 'logs',
    title: 'Transparency logs',
    description: 'Their word is taken for when a signature was made.',
    add: 'Add a log',
    none: 'No log is trusted: it takes one where certificates have to be valid at signing.',
  },
];

type Asked = { list: TrustList; entry?: Trusted; remove?: boolean };

/** Whom a signature policy trusts, changed where it stands. */
export function TrustPanel({ policy, editable }: { policy: Policy; editable: boolean }) {
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  return (
    <Stack>
      {lists.map(({ list, title, description, add, none }) => {
        const entries: Trusted[] = policy.spec?.[list] ?? [];
        const button = editable && (
          <Button size="xs" variant="default" leftSection={<IconPlus size={15} />} onClick={() => setAsked({ list })}>
            {add}
          </Button>
        );
        return (
          <Panel key={list} title={title} description={description} actions={button}>
            {entries.length === 0 ? (
              <Text size="sm" c="var(--muted)">
                {none}
              </Text>
            ) : (
              <TrustTable
                label={title}
                entries={entries}
                actions={(entry) =>
                  editable && (
                    <Group gap={4} justify="flex-end" wrap="nowrap">
                      <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setAsked({ list, entry })}>
                        Change
                      </Button>
                      <Button
                        size="compact-xs"
                        variant="subtle"
                        c="var(--danger)"
                        onClick={() => setAsked({ list, entry, remove: true })}
                      >
                        Remove
                      </Button>
                    </Group>
                  )
                }
              />
            )}
          </Panel>
        );
      })}
      {asked && !asked.remove && <TrustDialog policy={policy} list={asked.list} entry={asked.entry} onClose={close} />}
      {asked?.remove && <DistrustDialog policy={policy} list={asked.list} name={asked.entry?.name ?? ''} onClose={close} />}
    </Stack>
  );
}
