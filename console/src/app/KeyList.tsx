import { Group, Kbd, SimpleGrid, Text } from '@mantine/core';
import { Dialog } from '../parts/Dialog';
import { useNavigation } from './useNavigation';

/** All keys that do something. To be loaded lazily. */
export default function KeyList({ onClose }: { onClose: () => void }) {
  const destinations = useNavigation().flatMap((s) => s.destinations);
  return (
    <Dialog onClose={onClose} title="Keyboard" size="lg">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs" verticalSpacing="xs">
        <Key keys={['/']} does="Search and commands" />
        <Key keys={['?']} does="This list" />
        {destinations.map(({ key, label, to }) => (
          <Key key={to} keys={['g', key]} does={label} />
        ))}
      </SimpleGrid>
    </Dialog>
  );
}

function Key({ keys, does }: { keys: string[]; does: string }) {
  return (
    <Group justify="space-between" wrap="nowrap">
      <Text size="sm">{does}</Text>
      <Group gap={4} wrap="nowrap">
        {keys.map((k) => (
          <Kbd key={k} size="sm">
            {k}
          </Kbd>
        ))}
      </Group>
    </Group>
  );
}
