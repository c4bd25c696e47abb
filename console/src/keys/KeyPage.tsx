import { Button, SimpleGrid } from '@mantine/core';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useAccess } from '../api/access';
import { kinds } from '../api/kinds';
import { useResource } from '../api/useResources';
import { budgetText, limitsText } from '../limits/text';
import { Age } from '../parts/Age';
import { EmptyState } from '../parts/EmptyState';
import { KeyValues } from '../parts/KeyValues';
import { Loading } from '../parts/Loading';
import { Page } from '../parts/Page';
import { PageError } from '../parts/PageError';
import { Panel } from '../parts/Panel';
import { StatusBadge } from '../parts/StatusBadge';
import { KeyUsage } from './KeyUsage';
import { holderOf, scopeOf, stateOf } from './key';
import { RevokeKeyDialog } from './RevokeKeyDialog';
import { RotateKeyDialog } from './RotateKeyDialog';

export function KeyPage() {
  const { namespace, name } = useParams({ from: '/keys/$namespace/$name' });
  const navigate = useNavigate();
  const { item, pending, error, refetch } = useResource(kinds.apiKeys, namespace, name);
  const mayRotate = useAccess({ verb: 'create', kind: kinds.apiKeys, namespace });
  const mayRevoke = useAccess({ verb: 'delete', kind: kinds.apiKeys, namespace });
  const [asked, setAsked] = useState<'rotate' | 'revoke'>();
  if (pending) return <Loading />;
  if (error) return <PageError error={error} onRetry={refetch} />;
  if (!item)
    return <EmptyState title="There is no such key">It was revoked, or never was. The audit trail says who did what.</EmptyState>;
  const { spec, status, metadata } = item;
  const state = stateOf(item);
  const other = (key: string | undefined) =>
    key && (
      <Link to="/keys/$namespace/$name" params={{ namespace, name: key }}>
        {key}
      </Link>
    );
  return (
    <Page
      title={name}
      description={namespace}
      parent={{ to: '/keys', label: 'API keys' }}
      badge={<StatusBadge tone={state.tone}>{state.word}</StatusBadge>}
      actions={
        <>
          {mayRotate && (
            <Button variant="default" onClick={() => setAsked('rotate')}>
              Rotate
            </Button>
          )}
          {mayRevoke && (
            <Button variant="default" c="var(--danger)" onClick={() => setAsked('revoke')}>
              Revoke
            </Button>
          )}
        </>
      }
    >
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        <Panel title="The key">
          <KeyValues
            items={[
              ['For', holderOf(item)],
              ['Begins with', <code key="prefix">{status?.prefix}</code>],
              ['May use', scopeOf(item)],
              ['Expires', spec?.expiresAt ? <Age key="expires" time={spec.expiresAt} /> : 'never'],
              ['Last used', status?.lastUsedAt ? <Age key="used" time={status.lastUsedAt} /> : 'never'],
              ['Created', <Age key="age" time={metadata.creationTimestamp} />],
              ['Takes the place of', other(status?.rotatedFrom)],
              ['Replaced by', other(status?.replacedBy)],
              ['State', state.reason],
            ]}
          />
        </Panel>
        <Panel title="What it may use at most">
          <KeyValues
            items={[
              ['Limits', limitsText(spec?.limits) || 'as the organization gives every key'],
              ['Budget', budgetText(spec?.budget) || 'none of its own'],
            ]}
          />
        </Panel>
      </SimpleGrid>
      <KeyUsage namespace={namespace} name={name} />
      {asked === 'rotate' && <RotateKeyDialog apiKey={item} onClose={() => setAsked(undefined)} />}
      {asked === 'revoke' && (
        <RevokeKeyDialog apiKey={item} onClose={() => setAsked(undefined)} onRevoked={() => void navigate({ to: '/keys' })} />
      )}
    </Page>
  );
}
