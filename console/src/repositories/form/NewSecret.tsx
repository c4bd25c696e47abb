import { Button, Group, PasswordInput, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { kinds } from '../../api/kinds';
import { create } from '../../api/resources';
import { Dialog } from '../../parts/Dialog';
import { ErrorNotice } from '../../parts/ErrorNotice';

export type SecretUse = 'credentials' | 'authority';

export interface NewSecretProps {
  use: SecretUse;
  namespace: string;
  opened: boolean;
  onClose: () => void;
  onCreated: (name: string) => void;
}

/** Makes a Secret. What is typed here goes to the server once and is shown nowhere again. */
export function NewSecret({ opened, onClose, ...props }: NewSecretProps) {
  if (!opened) return null;
  return (
    <Dialog onClose={onClose} title={props.use === 'authority' ? 'New certificate authority' : 'New credentials'}>
      <SecretForm {...props} onClose={onClose} />
    </Dialog>
  );
}

function SecretForm({ use, namespace, onClose, onCreated }: Omit<NewSecretProps, 'opened'>) {
  const [name, setName] = useState('');
  const [way, setWay] = useState('password');
  const [data, setData] = useState<Record<string, string>>({});
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const wanted = use === 'authority' ? ['ca.crt'] : way === 'token' ? ['token'] : ['username', 'password'];
  const input = (key: string) => ({
    value: data[key] ?? '',
    onChange: (e: { currentTarget: { value: string } }) => setData({ ...data, [key]: e.currentTarget.value }),
    required: true,
  });
  // Not by a mutation: that would keep what is typed.
  const submit = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const stringData = Object.fromEntries(wanted.map((key) => [key, data[key] ?? '']));
      await create(kinds.secrets, { metadata: { namespace, name }, type: 'Opaque', stringData });
      onCreated(name);
      onClose();
    } catch (e) {
      setError(e);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      autoComplete="off"
      onSubmit={(e) => {
        e.preventDefault();
        // The form below is inside another one, as far as events go.
        e.stopPropagation();
        void submit();
      }}
    >
      <Stack>
        <Text size="sm" c="var(--muted)">
          Kept as a Secret of {namespace}, encrypted. It is not shown again.
        </Text>
        <TextInput label="Name" value={name} onChange={(e) => setName(e.currentTarget.value)} required data-autofocus />
        {use === 'credentials' && (
          <SegmentedControl
            aria-label="Kind of credentials"
            value={way}
            onChange={setWay}
            data={[
              { value: 'password', label: 'User and password' },
              { value: 'token', label: 'Token' },
            ]}
          />
        )}
        {use === 'authority' && <Textarea label="Certificate (PEM)" autosize minRows={5} maxRows={12} {...input('ca.crt')} />}
        {use === 'credentials' && way === 'password' && (
          <>
            <TextInput label="User" autoComplete="off" {...input('username')} />
            <PasswordInput label="Password" autoComplete="new-password" {...input('password')} />
          </>
        )}
        {use === 'credentials' && way === 'token' && (
          <PasswordInput label="Token" autoComplete="new-password" {...input('token')} />
        )}
        <ErrorNotice error={error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy} disabled={!name || wanted.some((key) => !data[key])}>
            Create
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
