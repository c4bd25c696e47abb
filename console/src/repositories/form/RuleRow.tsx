import {
  ActionIcon,
  Button,
  Collapse,
  Group,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Tooltip,
} from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconGripVertical, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { FieldError } from '../../parts/fieldErrors';
import type { Rule } from '../rules';
import { countMore, RuleConditions } from './RuleConditions';
import classes from './RuleRow.module.css';

export interface RuleRowProps {
  rule: Rule;
  index: number;
  onChange: (rule: Rule) => void;
  onRemove: () => void;
  onMove: (by: number) => void;
  onDrag: () => void;
  onDrop: () => void;
  errorOf: FieldError;
}

/** One rule: whether it takes or leaves out, and what has to match. */
export function RuleRow({ rule, index, onChange, onRemove, onMove, onDrag, onDrop, errorOf }: RuleRowProps) {
  const [more, setMore] = useState(false);
  const [over, setOver] = useState(false);
  const count = countMore(rule);
  const path = `spec.rules[${index}]`;
  const text = (field: 'repository' | 'tag' | 'versions', label: string, placeholder: string) => (
    <TextInput
      size="xs"
      label={label}
      placeholder={placeholder}
      value={rule[field] ?? ''}
      onChange={(e) => onChange({ ...rule, [field]: e.currentTarget.value || undefined })}
      error={errorOf(`${path}.${field}`)}
    />
  );
  return (
    <div
      role="listitem"
      className={classes.row}
      data-over={over || undefined}
      onDragOver={(e) => {
        e.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={() => {
        setOver(false);
        onDrop();
      }}
    >
      <Tooltip label="Drag, or press ↑ and ↓">
        <button
          type="button"
          className={classes.handle}
          data-handle
          draggable
          onDragStart={onDrag}
          onKeyDown={(e) => {
            if (e.key !== 'ArrowUp' && e.key !== 'ArrowDown') return;
            e.preventDefault();
            onMove(e.key === 'ArrowUp' ? -1 : 1);
          }}
          aria-label={`Move rule ${index + 1}: arrow keys`}
        >
          <IconGripVertical size={16} stroke={1.6} aria-hidden />
          <Text size="xs" c="var(--muted)">
            {index + 1}
          </Text>
        </button>
      </Tooltip>
      <Stack gap="xs">
        <Group justify="space-between" wrap="nowrap">
          <SegmentedControl
            size="xs"
            aria-label={`What rule ${index + 1} does`}
            value={rule.action ?? 'Include'}
            onChange={(action) => onChange({ ...rule, action: action as Rule['action'] })}
            data={[
              { value: 'Include', label: 'Take' },
              { value: 'Exclude', label: 'Leave out' },
            ]}
          />
          <Group gap={4} wrap="nowrap">
            <Button
              variant="subtle"
              color="gray"
              size="compact-xs"
              leftSection={more ? <IconChevronDown size={13} /> : <IconChevronRight size={13} />}
              onClick={() => setMore(!more)}
              aria-expanded={more}
            >
              More conditions{count > 0 ? ` (${count})` : ''}
            </Button>
            <ActionIcon variant="subtle" color="gray" size="sm" onClick={onRemove} aria-label={`Remove rule ${index + 1}`}>
              <IconTrash size={15} />
            </ActionIcon>
          </Group>
        </Group>
        <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="xs">
          {text('repository', 'Repository', 'acme/*')}
          {text('tag', 'Tag', 'v*')}
          {text('versions', 'Versions', '[1.0,2.0)')}
        </SimpleGrid>
        <Collapse expanded={more}>
          <RuleConditions rule={rule} onChange={onChange} errorOf={(field) => errorOf(`${path}.${field}`)} />
        </Collapse>
      </Stack>
    </div>
  );
}
