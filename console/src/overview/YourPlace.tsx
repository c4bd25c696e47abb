import { Button, List, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { kinds } from '../api/kinds';
import { type Project, useSelf } from '../api/projects';
import { useWhere } from '../api/useWhere';
import { Panel } from '../parts/Panel';
import classes from './FirstSteps.module.css';

const roles: Record<string, string> = {
  admin: 'you manage it: its members, roles, keys, models and deployments',
  edit: 'you deploy models, call them and have keys of your own',
  view: 'you look at what there is and what was used',
};
const libraryAlone = 'you work on its library';

interface Thing {
  title: string;
  text: string;
  to: string;
  action: string;
}

/** For who works in some projects: which, as what, and what that is good for. */
export function YourPlace() {
  const self = useSelf();
  const things = useThings(self?.projects ?? []);
  if (!self || self.projects.length === 0) return null;
  return (
    <Panel title="What you can do here" description={<Roles projects={self.projects} />}>
      <List listStyleType="none" className={classes.steps}>
        {things.map(({ title, text, to, action }) => (
          <List.Item key={title} classNames={{ itemWrapper: classes.item }}>
            <Text size="md" fw={500}>
              {title}
            </Text>
            <Text size="sm" c="var(--muted)" mb="sm">
              {text}
            </Text>
            <Button size="xs" variant="default" renderRoot={(props) => <Link to={to} {...props} />}>
              {action}
            </Button>
          </List.Item>
        ))}
      </List>
    </Panel>
  );
}

function Roles({ projects }: { projects: Project[] }) {
  return projects.map(({ name, organization, role }) => (
    <div key={name}>
      In <b>{name}</b>
      {organization && organization !== name ? `, of ${organization},` : ''} {role ? roles[role] : libraryAlone}.
    </div>
  ));
}

/** What the rights are good for, the most frequent first. */
function useThings(projects: Project[]): Thing[] {
  const sees = projects.some((p) => p.role);
  const may = (where: { projects: string[] }) => where.projects.length > 0;
  const deploys = may(useWhere({ verb: 'create', kind: kinds.modelDeployments }));
  const keys = may(useWhere({ verb: 'create', kind: kinds.apiKeys }));
  const approves = may(useWhere({ verb: 'approve', kind: kinds.modelVersions }));
  const brings = may(useWhere({ verb: 'create', kind: kinds.modelRepositories }));
  const members = may(useWhere({ verb: 'create', kind: kinds.members }));
  return [
    keys && {
      title: 'Call a model',
      text: 'Try one in the browser, then take the call along as curl, Python or JavaScript, with a key of your own.',
      to: '/hub/models',
      action: 'See the models',
    },
    sees &&
      !keys && {
        title: 'See which models there are',
        text: 'Each with what runs, what it costs and how it is called. To call one yourself, ask for a key or the role developer.',
        to: '/deployments',
        action: 'See the deployments',
      },
    deploys && {
      title: 'Put a model into service',
      text: 'The guide takes you from an approved model to its first answer, and says beforehand whether it would run here.',
      to: '/deploy',
      action: 'Deploy a model',
    },
    approves && {
      title: 'Decide what may run',
      text: 'Versions wait for approvals, with their card, scan and signatures beside the decision.',
      to: '/library',
      action: 'Open the library',
    },
    brings && {
      title: 'Bring models in',
      text: 'A repository says where models come from and which of them. What comes in is scanned, and waits for its approvals.',
      to: '/repositories/new',
      action: 'Add a repository',
    },
    members && {
      title: 'Let others in',
      text: 'A member of your organization has a role in all of its projects, and limits of their own if you like.',
      to: '/organizations',
      action: 'See your organizations',
    },
  ].filter((thing) => thing !== false);
}
