import { TextInput, type TextInputProps } from '@mantine/core';
import { useEffect, useState } from 'react';

export interface FilterInputProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** A text to look for, asked for once it is typed and not with each letter: every question has the server read much. */
export function FilterInput({ value, onChange, ...props }: FilterInputProps) {
  const [typed, setTyped] = useState(value ?? '');
  // The address can come to ask for something else without this field: by a link, or the way back.
  useEffect(() => setTyped(value ?? ''), [value]);
  const say = () => {
    const wanted = typed.trim() || undefined;
    if (wanted !== value) onChange(wanted);
  };
  return (
    <TextInput
      {...props}
      value={typed}
      onChange={(e) => setTyped(e.currentTarget.value)}
      onBlur={say}
      onKeyDown={(e) => e.key === 'Enter' && say()}
    />
  );
}
