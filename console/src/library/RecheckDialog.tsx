import { Button, Checkbox, Group, List, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { kinds } from '../api/kinds';
import { create } from '../api/resources';
import { Dialog } from '../parts/Dialog';
import { ErrorNotice } from '../parts/ErrorNotice';
import { bytes } from '../parts/format';
import { shortName, type Version } from './names';

/** Reads every byte of a version again, and says which files are not what was approved. */
export function RecheckDialog({ version, opened, onClose }: { version: Version; opened: boolean; onClose: () => void }) {
  const [repair, setRepair] = useState(false);
  const { namespace, name } = version.metadata;
  const review = useMutation({
    mutationFn: async () =>
      (await create(kinds.contentReviews, { metadata: { namespace }, spec: { version: name, repair } })).status,
  });
  const close = () => {
    review.reset();
    onClose();
  };
  const broken = review.data?.broken ?? [];
  if (!opened) return null;
  return (
    <Dialog onClose={close} title={`Read the files of ${shortName(version)} again`}>
      <Stack>
        <Text size="sm">
          All {bytes(version.status?.size)} are read and compared with the digests that were approved. That takes as long as
          reading them does.
        </Text>
        <Checkbox
          label="Fetch files again that are not what they should be"
          checked={repair}
          onChange={(e) => setRepair(e.currentTarget.checked)}
        />
        {review.data?.intact && (
          <Text size="sm" role="status">
            {broken.length > 0 ? 'All files are what they should be now.' : 'All files are what was approved.'}
          </Text>
        )}
        {broken.length > 0 && (
          <List size="sm">
            {broken.map(({ path, problem }) => (
              <List.Item key={path}>
                {path}: {problem}
              </List.Item>
            ))}
          </List>
        )}
        {review.data?.message && <Text size="sm">{review.data.message}</Text>}
        <ErrorNotice error={review.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            Close
          </Button>
          <Button loading={review.isPending} onClick={() => review.mutate()}>
            Read
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
