import { Button, Stack, Text, VisuallyHidden } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { FieldError } from '../../parts/fieldErrors';
import { moved, type Rule } from '../rules';
import { RuleRow } from './RuleRow';

export interface RulesEditorProps {
  rules: Rule[];
  onChange: (rules: Rule[]) => void;
  errorOf: FieldError;
}

/** Rules in their order: the first that matches decides. They are moved by mouse, or by keyboard on their handles. */
export function RulesEditor({ rules, onChange, errorOf }: RulesEditorProps) {
  const [said, setSaid] = useState('');
  const dragged = useRef<number>(undefined);
  const list = useRef<HTMLDivElement>(null);
  // Rows have no names of their own: each keeps its number while it is moved about.
  const ids = useRef<number[]>([]);
  const next = useRef(0);
  while (ids.current.length < rules.length) ids.current.push(next.current++);
  ids.current.length = rules.length;

  const move = (from: number, to: number) => {
    if (to < 0 || to >= rules.length || from === to) return;
    ids.current = moved(ids.current, from, to);
    onChange(moved(rules, from, to));
    setSaid(`Rule ${from + 1} is rule ${to + 1} now.`);
    // The handle goes along, so that one can press again.
    requestAnimationFrame(() => list.current?.querySelectorAll<HTMLElement>('[data-handle]')[to]?.focus());
  };
  return (
    <Stack gap="xs">
      <Stack gap="xs" ref={list} role="list" aria-label="Rules">
        {rules.length === 0 && (
          <Text size="sm" c="var(--muted)">
            Without a rule nothing comes in.
          </Text>
        )}
        {rules.map((rule, index) => (
          <RuleRow
            key={ids.current[index]}
            rule={rule}
            index={index}
            onChange={(changed) => onChange(rules.map((r, i) => (i === index ? changed : r)))}
            onRemove={() => {
              ids.current = ids.current.filter((_, i) => i !== index);
              onChange(rules.filter((_, i) => i !== index));
            }}
            onMove={(by) => move(index, index + by)}
            onDrag={() => {
              dragged.current = index;
            }}
            onDrop={() => {
              if (dragged.current !== undefined) move(dragged.current, index);
              dragged.current = undefined;
            }}
            errorOf={errorOf}
          />
        ))}
      </Stack>
      <Button
        variant="default"
        size="xs"
        style={{ alignSelf: 'flex-start' }}
        leftSection={<IconPlus size={14} />}
        onClick={() => onChange([...rules, {}])}
      >
        Add a rule
      </Button>
      <VisuallyHidden aria-live="polite">{said}</VisuallyHidden>
    </Stack>
  );
}
