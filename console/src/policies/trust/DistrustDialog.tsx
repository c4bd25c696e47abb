import { Text } from '@mantine/core';
import { useState } from 'react';
import { kinds } from '../../api/kinds';
import { replace } from '../../api/resources';
import { FormDialog } from '../../parts/FormDialog';
import { type Policy, type TrustList, withoutTrusted } from './trust';

/** Asks before somebody is trusted no more. */
export function DistrustDialog({
  policy,
  list,
  name,
  onClose,
}: {
  policy: Policy;
  list: TrustList;
  name: string;
  onClose: () => void;
}) {
  const [before] = useState(policy);
  return (
    <FormDialog
      title={`Trust ${name} no more?`}
      submit="Remove"
      danger
      done={`${before.metadata.name} does not trust ${name} any more.`}
      action={(dryRun) => replace(kinds.signaturePolicies, withoutTrusted(before, list, name), { dryRun, before })}
      onClose={onClose}
    >
      {() => (
        <Text size="sm">
          Every version that {before.metadata.name} is about is judged again at once.
          {list === 'logs'
            ? ' Signatures by certificates that have ended count no more, where only this log said when they were made.'
            : ' What only this one signed is blocked where a signature is needed: refused to deployments, and not started again.'}
        </Text>
      )}
    </FormDialog>
  );
}
