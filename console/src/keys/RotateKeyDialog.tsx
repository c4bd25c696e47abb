import { Select, Text } from '@mantine/core';
import { useState } from 'react';
import { type ApiKey, kinds } from '../api/kinds';
import { create } from '../api/resources';
import { useRefresh } from '../api/useRefresh';
import { FormDialog } from '../parts/FormDialog';
import { KeySecret } from './KeySecret';
import type { Key } from './key';

const overlaps = [
  { value: '24h', label: 'for one more day' },
  { value: '7d', label: 'for one more week' },
  { value: '1h', label: 'for one more hour' },
  { value: '0s', label: 'not at all' },
];

/** Replaces a key by a new one that may do the same. */
export function RotateKeyDialog({ apiKey, onClose }: { apiKey: Key; onClose: () => void }) {
  const { name, namespace } = apiKey.metadata;
  const refresh = useRefresh(kinds.apiKeys);
  const [overlap, setOverlap] = useState('24h');
  const [made, setMade] = useState<ApiKey>();
  if (made) return <KeySecret apiKey={made} onClose={onClose} />;
  return (
    <FormDialog
      title={`Rotate ${name}`}
      submit="Rotate"
      action={(dryRun) =>
        create(kinds.apiKeys, { metadata: { generateName: `${name}-`, namespace }, spec: { rotates: name, overlap } }, { dryRun })
      }
      onClose={onClose}
      onDone={(key) => {
        refresh();
        setMade(key);
      }}
    >
      {(errorOf) => (
        <>
          <Text size="sm">A new key takes its place: for the same holder, with the same rights, limits and lifetime.</Text>
          <Select
            label="The old key goes on working"
            data={overlaps}
            value={overlap}
            onChange={(value) => setOverlap(value ?? '24h')}
            allowDeselect={false}
            error={errorOf('spec.overlap') ?? errorOf('spec.rotates')}
            data-autofocus
          />
        </>
      )}
    </FormDialog>
  );
}
