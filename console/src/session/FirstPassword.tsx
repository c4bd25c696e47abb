import { Card } from './Card';
import { PasswordForm } from './PasswordForm';

/** What comes first after a sign-in with a password that somebody else knows. */
export default function FirstPassword({ user }: { user: string }) {
  return (
    <Card
      title="Choose your password"
      lead={`You signed in as ${user} with a password that was made for you. Choose one that only you know.`}
    >
      <PasswordForm user={user} onDone={() => {}} />
    </Card>
  );
}
