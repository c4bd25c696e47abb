import { useNavigate } from '@tanstack/react-router';
import { kinds } from '../../api/kinds';
import { ConfirmDelete } from '../../parts/ConfirmDelete';
import type { DialogProps } from './change';
import { useAffected } from './useAffected';

export function DeleteDialog({ deployment, onClose }: DialogProps) {
  const { name, namespace } = deployment.metadata;
  const { endpoints, keys } = useAffected(namespace!, name);
  const navigate = useNavigate();
  const replicas = deployment.status?.replicas ?? 0;
  return (
    <ConfirmDelete
      kind={kinds.modelDeployments}
      namespace={namespace}
      name={name}
      affected={[
        ...(replicas > 0
          ? [`${replicas} ${replicas === 1 ? 'replica ends' : 'replicas end'}, and calls to it are refused.`]
          : []),
        ...endpoints.map((e) => `The endpoint ${e} sends calls to it.`),
        ...keys.map((k) => `The key ${k} is for it.`),
      ]}
      opened
      onClose={onClose}
      onDeleted={() => void navigate({ to: '/deployments' })}
    />
  );
}
