import { Button, List, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Panel } from '../parts/Panel';
import classes from './FirstSteps.module.css';

const steps = [
  {
    title: 'Bring models in',
    text: 'A repository says where models come from and which of them. What comes in is scanned, and waits for the approvals you ask for.',
    to: '/repositories/new',
    action: 'Add a repository',
  },
  {
    title: 'Put one into service',
    text: 'The guide takes you from a model to its first answer, and says beforehand whether it would run here.',
    to: '/deploy',
    action: 'Deploy a model',
  },
  {
    title: 'Let people call it',
    text: 'A key of one’s own, with limits and a price; every call is metered.',
    to: '/keys',
    action: 'Make a key',
  },
];

/** What an empty installation is begun with. */
export function FirstSteps() {
  return (
    <Panel title="Three steps to the first answer">
      <List type="ordered" listStyleType="none" className={classes.steps}>
        {steps.map(({ title, text, to, action }, i) => (
          <List.Item key={title} classNames={{ itemWrapper: classes.item }}>
            <Text size="xs" c="var(--muted)">
              Step {i + 1}
            </Text>
            <Text size="md" fw={500}>
              {title}
            </Text>
            <Text size="sm" c="var(--muted)" mb="sm">
              {text}
            </Text>
            <Button size="xs" variant={i === 0 ? 'filled' : 'default'} renderRoot={(props) => <Link to={to} {...props} />}>
              {action}
            </Button>
          </List.Item>
        ))}
      </List>
    </Panel>
  );
}
