import { List, Popover, Text, UnstyledButton } from '@mantine/core';

/** Why a version comes in or not: what decided, and on demand what every rule said. */
export function Trace({ name, trace }: { name: string; trace: string[] }) {
  const decisive = trace.at(-1) ?? 'there are no rules';
  if (trace.length < 2)
    return (
      <Text size="xs" c="var(--muted)" lh={1.3} truncate>
        {decisive}
      </Text>
    );
  return (
    <Popover width={420} position="bottom-start" withArrow shadow="md">
      <Popover.Target>
        <UnstyledButton display="block" maw="100%" aria-label={`${decisive}. What every rule says about ${name}`}>
          <Text size="xs" c="var(--muted)" lh={1.3} truncate td="underline dotted" style={{ textUnderlineOffset: 3 }}>
            {decisive}
          </Text>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <List size="sm" spacing={4} type="ordered">
          {trace.map((line) => (
            <List.Item key={line}>{line}</List.Item>
          ))}
        </List>
      </Popover.Dropdown>
    </Popover>
  );
}
