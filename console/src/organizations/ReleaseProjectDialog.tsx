import { List, Text } from '@mantine/core';
import { kinds, type Namespace, type Served } from '../api/kinds';
import { patch } from '../api/resources';
import { useResources } from '../api/useResources';
import { FormDialog } from '../parts/FormDialog';
import { organizationLabel } from './organization';

export interface ReleaseProjectDialogProps {
  organization: string;
  project: Served<Namespace>;
  onClose: () => void;
}

/** Takes a project out of its organization; the project stays. */
export function ReleaseProjectDialog({ organization, project, onClose }: ReleaseProjectDialogProps) {
  const { name } = project.metadata;
  const members = useResources(kinds.members, { namespace: organization }).items;
  return (
    <FormDialog
      title={`Take ${name} out of ${organization}?`}
      submit="Take out"
      danger
      done={`${name} belongs to no organization any more.`}
      action={(dryRun) =>
        patch(kinds.namespaces, undefined, name, { metadata: { labels: { [organizationLabel]: null } } }, { dryRun })
      }
      onClose={onClose}
    >
      {() => (
        <>
          <Text size="sm">The project and all that is in it stay. But:</Text>
          <List size="sm">
            <List.Item>
              {members.length > 0 ? members.map((m) => m.spec.user).join(', ') : 'Members'} lose the rights that {organization}{' '}
              gave them there.
            </List.Item>
            <List.Item>What is called with its keys no longer counts against limits and budget of {organization}.</List.Item>
            <List.Item>
              Its deployments are no longer within reach of keys of {organization}, unless they are shared with it.
            </List.Item>
          </List>
        </>
      )}
    </FormDialog>
  );
}
