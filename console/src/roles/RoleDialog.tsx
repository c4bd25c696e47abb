import { Paper, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { type ClusterRole, kinds } from '../api/kinds';
import { create } from '../api/resources';
import { FormDialog } from '../parts/FormDialog';
import { Loading } from '../parts/Loading';

const YamlEditor = lazy(() => import('../parts/YamlEditor'));

const template = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: deployment-viewer
rules:
  - apiGroups: [modelyard.dev]
    resources: [modeldeployments, endpoints]
    verbs: [get, list, watch]
`;

/** Creates a role from YAML: what it may hold is too much for fields. */
export function RoleDialog({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const [text, setText] = useState(template);
  const action = async (dryRun: boolean) => {
    const { parse } = await import('yaml');
    return create(kinds.clusterRoles, parse(text) as ClusterRole, { dryRun });
  };
  return (
    <FormDialog
      title="Create a role"
      submit="Create"
      size="lg"
      action={action}
      onClose={onClose}
      onDone={(role) => void navigate({ to: '/roles/$name', params: { name: role.metadata.name } })}
    >
      {() => (
        <>
          <Text size="sm" c="var(--muted)">
            Nobody can make a role with rights they do not hold. Give it to somebody afterwards, in a project or everywhere.
          </Text>
          <Paper withBorder radius="md" style={{ overflow: 'hidden' }}>
            <Suspense fallback={<Loading />}>
              <YamlEditor value={text} onChange={setText} label="Role as YAML" height="320px" />
            </Suspense>
          </Paper>
        </>
      )}
    </FormDialog>
  );
}
