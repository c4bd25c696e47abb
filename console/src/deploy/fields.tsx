import { NumberInput, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useField } from './draft';

interface FieldProps {
  path: string;
  label: string;
  description?: ReactNode;
  placeholder?: string;
  required?: boolean;
}

/** Text at a path of the deployment. */
export function TextField({ path, mono, upperCase, ...props }: FieldProps & { mono?: boolean; upperCase?: boolean }) {
  const { value, set, error, onBlur } = useField(path);
  return (
    <TextInput
      {...props}
      value={value === undefined || value === null ? '' : String(value)}
      onChange={({ currentTarget: { value } }) => set(upperCase ? value.toUpperCase() : value)}
      onBlur={onBlur}
      error={error}
      withAsterisk={props.required}
      required={false}
      spellCheck={false}
      autoComplete="off"
      styles={mono ? { input: { fontFamily: 'var(--mantine-font-family-monospace)' } } : undefined}
    />
  );
}

/** A whole number at a path of the deployment. */
export function NumberField({
  path,
  min,
  max,
  suffix,
  hideLabel,
  label,
  ...props
}: FieldProps & { min?: number; max?: number; suffix?: string; hideLabel?: boolean }) {
  const { value, set, error, onBlur } = useField(path);
  return (
    <NumberInput
      {...props}
      label={hideLabel ? undefined : label}
      aria-label={hideLabel ? label : undefined}
      hideControls
      value={typeof value === 'number' || typeof value === 'string' ? value : ''}
      onChange={(next) => set(next === '' ? undefined : next)}
      onBlur={onBlur}
      error={error}
      withAsterisk={props.required}
      required={false}
      min={min}
      max={max}
      suffix={suffix}
      clampBehavior="none"
      allowDecimal={false}
      thousandSeparator=","
    />
  );
}

/** An amount of money. Kept as text: money is no binary fraction. `onSet`: somebody has named one. */
export function AmountField({ path, currency, onSet, ...props }: FieldProps & { currency?: string; onSet?: () => void }) {
  const { value, set, error, onBlur } = useField(path);
  return (
    <NumberInput
      {...props}
      value={value === undefined || value === null ? '' : String(value)}
      onChange={(next) => {
        set(next === '' ? undefined : String(next));
        if (next !== '') onSet?.();
      }}
      onBlur={onBlur}
      error={error}
      min={0}
      decimalScale={6}
      clampBehavior="none"
      hideControls
      rightSection={currency}
      rightSectionWidth={48}
    />
  );
}

/** Text, one item to a line. */
export function LinesField({ path, ...props }: FieldProps) {
  const { value, set, error, onBlur } = useField(path);
  const lines = Array.isArray(value) ? value.map(String) : [];
  return (
    <Textarea
      {...props}
      value={lines.join('\n')}
      onChange={({ currentTarget: { value } }) => set(value === '' ? undefined : value.split('\n'))}
      onBlur={() => {
        // A line that was begun and left empty is no value.
        const told = lines.filter((l) => l.trim() !== '');
        if (told.length < lines.length) set(told.length === 0 ? undefined : told);
        onBlur();
      }}
      error={error}
      autosize
      minRows={2}
      maxRows={8}
      spellCheck={false}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.78rem' } }}
    />
  );
}
