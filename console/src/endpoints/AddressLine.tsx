import { TextInput } from '@mantine/core';

export interface AddressLineProps {
  label: string;
  description?: string;
  placeholder?: string;
  value: string;
  onChange: (value: string) => void;
  error?: string;
}

/** Names and addresses: nothing that a dictionary has. */
export function AddressLine({ onChange, ...rest }: AddressLineProps) {
  return <TextInput {...rest} onChange={(e) => onChange(e.currentTarget.value)} spellCheck={false} />;
}
