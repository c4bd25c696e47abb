import { Text } from '@mantine/core';
import { SecretOnce } from '../parts/SecretOnce';

/** A password that was made up for somebody, this once. */
export function NewPassword({ user, password, onClose }: { user: string; password?: string; onClose: () => void }) {
  return (
    <SecretOnce title={`Password of ${user}`} label="password" secret={password ?? ''} onClose={onClose}>
      <Text size="sm" c="var(--muted)">
        Give it to them in a way that nobody else sees. They choose their own when they first sign in, and you will not know that
        one.
      </Text>
    </SecretOnce>
  );
}
