import { NumberInput, Stack, Textarea } from '@mantine/core';
import { Panel } from '../../parts/Panel';
import type { Settings } from './useChat';

export const emptySettings: Settings = { system: '', parameters: {} };

interface ChatSettingsProps {
  settings: Settings;
  onChange: (settings: Settings) => void;
}

const numbers = [
  { key: 'temperature', label: 'Temperature', min: 0, max: 2, step: 0.1, description: 'Lower is more predictable.' },
  { key: 'top_p', label: 'Top p', min: 0, max: 1, step: 0.05 },
  { key: 'max_tokens', label: 'Most tokens to write', min: 1, step: 1 },
  { key: 'seed', label: 'Seed', step: 1, description: 'The same seed gives the same answer, where the engine can.' },
] as const;

/** What goes with every message. What is empty the model decides. */
export function ChatSettings({ settings, onChange }: ChatSettingsProps) {
  const { system, parameters } = settings;
  const set = (values: Partial<Settings['parameters']>) => onChange({ ...settings, parameters: { ...parameters, ...values } });
  return (
    <Panel title="Settings">
      <Stack gap="sm">
        <Textarea
          label="System prompt"
          description="What the model is told before the conversation."
          autosize
          minRows={3}
          maxRows={12}
          value={system}
          onChange={(e) => onChange({ ...settings, system: e.currentTarget.value })}
        />
        {numbers.map(({ key, ...input }) => (
          <NumberInput
            key={key}
            {...input}
            placeholder="Default"
            decimalScale={'max' in input ? 2 : 0}
            value={parameters[key] ?? ''}
            onChange={(value) => set({ [key]: typeof value === 'number' ? value : undefined })}
          />
        ))}
        <Textarea
          label="Stop at"
          description="One text per line; the answer ends before it."
          autosize
          maxRows={4}
          value={parameters.stop?.join('\n') ?? ''}
          onChange={(e) => {
            const lines = e.currentTarget.value.split('\n');
            set({ stop: lines.some(Boolean) ? lines : undefined });
          }}
        />
      </Stack>
    </Panel>
  );
}
