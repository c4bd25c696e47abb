import { Group, Kbd, Modal, SimpleGrid, Text } from '@mantine/core';
import { useDisclosure, useWindowEvent } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { useNavigation } from './useNavigation';

/** How long a second key may take after `g`. */
const patience = 1_500;

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

/** `g` and a letter goes somewhere, `?` shows all keys. */
export function Shortcuts() {
  const [opened, { open, close }] = useDisclosure();
  const navigate = useNavigate();
  const destinations = useNavigation().flatMap((s) => s.destinations);
  const prefixed = useRef(0);
  useWindowEvent('keydown', (event) => {
    if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '?') open();
    else if (event.key === 'g') prefixed.current = event.timeStamp;
    else if (event.timeStamp - prefixed.current < patience) {
      prefixed.current = 0;
      const destination = destinations.find((d) => d.key === event.key);
      if (!destination) return;
      event.preventDefault();
      void navigate({ to: destination.to });
    }
  });
  return (
    <Modal opened={opened} onClose={close} title="Keyboard" size="lg">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs">
        <Key keys={['/']} does="Search and commands" />
        <Key keys={['?']} does="This list" />
        {destinations.map(({ key, label, to }) => (
          <Key key={to} keys={['g', key]} does={label} />
        ))}
      </SimpleGrid>
    </Modal>
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
