import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAccess } from '../api/access';
import { type InferenceService, kinds, type Served } from '../api/kinds';
import { ConfirmDelete } from '../parts/ConfirmDelete';
import { readyOf } from './service';

export function DeleteService({ service }: { service: Served<InferenceService> }) {
  const { name, namespace } = service.metadata;
  const [open, setOpen] = useState(false);
  const navigate = useNavigate();
  const mayDelete = useAccess({ verb: 'delete', kind: kinds.inferenceServices, namespace, name });
  const replicas = readyOf(service);
  if (!mayDelete) return null;
  return (
    <>
      <Button variant="default" leftSection={<IconTrash size={16} />} onClick={() => setOpen(true)}>
        Delete
      </Button>
      <ConfirmDelete
        kind={kinds.inferenceServices}
        namespace={namespace}
        name={name}
        affected={
          replicas > 0 ? [`${replicas} ${replicas === 1 ? 'replica ends' : 'replicas end'}, and calls to it are refused.`] : []
        }
        opened={open}
        onClose={() => setOpen(false)}
        onDeleted={() => void navigate({ to: '/deployments' })}
      />
    </>
  );
}
