import { SimpleGrid, Text } from '@mantine/core';
import { useAccess } from '../../api/access';
import { kinds } from '../../api/kinds';
import { useProjects } from '../../api/projects';
import { useResource, useResources } from '../../api/useResources';
import { limitsText } from '../../limits/text';
import { KeyValues } from '../../parts/KeyValues';
import { Panel } from '../../parts/Panel';
import { Budget } from './Budget';
import { LimitsLeft } from './LimitsLeft';

const none = 'No limit';

/** What one may use, and what is left of it. Limits that belong to others are shown as far as one may see them. */
export function MyLimits({ project, user }: { project: string; user: string }) {
  const known = useProjects().find((p) => p.name === project);
  const name = known?.organization ?? '';
  const mayRead = useAccess({ verb: 'get', kind: kinds.organizations, name }) && name !== '';
  const mayReadMembers = useAccess({ verb: 'list', kind: kinds.members, namespace: name }) && name !== '';
  const { item: organization } = useResource(kinds.organizations, undefined, name, mayRead);
  const members = useResources(kinds.members, { namespace: name }, mayReadMembers);
  const own = members.items.find((m) => m.spec?.user === user)?.spec?.limits;
  const spec = organization?.spec;
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }}>
      <Panel title="Limits" description="All of them apply to every request, and those of the deployment that is called besides.">
        {spec ? (
          <KeyValues
            items={[
              ['All of you together', limitsText(spec.limits) || none],
              ['You, over all keys', limitsText(own ?? spec.userLimits) || none],
              ['Each key', `${limitsText(spec.keyLimits) || none}, unless the key has limits of its own`],
            ]}
          />
        ) : (
          <Text size="sm" c="var(--muted)">
            {!known || name
              ? `The limits of ${name || 'the organization'} are shown to those who look after it. Where the tightest one stands, every answer says.`
              : `${project} is of no organization: only limits of the key and of the deployment apply.`}
          </Text>
        )}
      </Panel>
      <LimitsLeft project={project} />
      {name && spec && <Budget organization={name} budget={spec.budget} />}
    </SimpleGrid>
  );
}
