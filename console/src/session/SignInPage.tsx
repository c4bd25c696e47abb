import { Alert, Button, Divider, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type SignInChoices, sessionQuery, signIn } from '../api/session';
import { Card } from './Card';

export default function SignInPage({ choices }: { choices: SignInChoices }) {
  const back = encodeURIComponent(location.pathname + location.search);
  return (
    <Card title="Sign in to Modelyard" lead={choices.firstSteps}>
      <Stack>
        {choices.providers.map(({ name, displayName }) => (
          <Button
            key={name}
            component="a"
            href={`/sign-in/${encodeURIComponent(name)}?return=${back}`}
            variant="default"
            fullWidth
          >
            Continue with {displayName}
          </Button>
        ))}
        {choices.local && choices.providers.length > 0 && <Divider label="or" />}
        {choices.local && <LocalSignIn />}
      </Stack>
    </Card>
  );
}

function LocalSignIn() {
  const client = useQueryClient();
  const [user, setUser] = useState('');
  const [password, setPassword] = useState('');
  const attempt = useMutation({
    mutationFn: () => signIn(user, password),
    onSuccess: (state) => {
      // What whoever was signed in before had seen, and might do, is nobody else's.
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
      client.setQueryData(sessionQuery.queryKey, state);
    },
    onError: () => setPassword(''),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    attempt.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {attempt.error && (
          <Alert color="red" variant="light" role="alert">
            {attempt.error.message}
          </Alert>
        )}
        <TextInput
          label="User"
          autoComplete="username"
          required
          autoFocus
          value={user}
          onChange={(e) => setUser(e.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(e) => setPassword(e.currentTarget.value)}
        />
        <Button type="submit" fullWidth loading={attempt.isPending} mt="xs">
          Sign in
        </Button>
      </Stack>
    </form>
  );
}
