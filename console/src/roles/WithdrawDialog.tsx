import { Text } from '@mantine/core';
import { kinds } from '../api/kinds';
import { remove, replace } from '../api/resources';
import { FormDialog } from '../parts/FormDialog';
import { type Grant, kindWord, withoutSubject } from './grants';

/** Takes a role from somebody. */
export function WithdrawDialog({ grant, onClose }: { grant: Grant; onClose: () => void }) {
  const { subject, subjectKind, role, project, binding } = grant;
  const kind = project ? kinds.roleBindings : kinds.clusterRoleBindings;
  const rest = withoutSubject(grant);
  const action = async (dryRun: boolean) => {
    if (rest) await replace(kind, rest, { dryRun });
    else await remove(kind, project, binding.metadata.name, { dryRun });
  };
  return (
    <FormDialog
      title={`Withdraw ${role}?`}
      submit="Withdraw"
      danger
      done={`${subject} no longer has ${role}.`}
      action={action}
      onClose={onClose}
    >
      {() => (
        <>
          <Text size="sm">
            The {kindWord(subjectKind)} {subject} loses what {role} allows {project ? `in ${project}` : 'everywhere'}, unless
            another role allows it too.
          </Text>
          <Text size="sm" c="var(--muted)">
            {rest
              ? `The binding ${binding.metadata.name} goes on for ${rest.subjects?.map((s) => s.name).join(', ')}.`
              : `The binding ${binding.metadata.name} has nobody else in it and is deleted.`}
          </Text>
        </>
      )}
    </FormDialog>
  );
}
