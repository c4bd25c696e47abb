import { Button, List, Stack } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useAccess } from '../api/access';
import { kinds, type RetentionPolicy, type Served } from '../api/kinds';
import { useResource } from '../api/useResources';
import { Age } from '../parts/Age';
import { type ConditionLike, Conditions } from '../parts/Conditions';
import { ConfirmDelete } from '../parts/ConfirmDelete';
import { KeyValues } from '../parts/KeyValues';
import { Loading } from '../parts/Loading';
import { NotFound } from '../parts/NotFound';
import { Page } from '../parts/Page';
import { PageError } from '../parts/PageError';
import { Panel } from '../parts/Panel';
import { UrlTabs } from '../parts/UrlTabs';
import { YamlPanel } from '../parts/YamlPanel';
import { type PolicyKind, policyKindOf } from './kinds';
import { RetentionPreviewPanel } from './RetentionPreviewPanel';
import { sentencesOf } from './sentences';
import { TrustPanel } from './trust/TrustPanel';
import type { Policy } from './trust/trust';

export function PolicyPage() {
  const policy = policyKindOf(useParams({ strict: false }).kind ?? '');
  return policy ? <OnePolicy policy={policy} /> : <NotFound />;
}

function OnePolicy({ policy: { kind, one } }: { policy: PolicyKind }) {
  const { namespace, name = '' } = useParams({ strict: false });
  const navigate = useNavigate();
  const { item, pending, error, refetch } = useResource(kind, namespace, name);
  const mayEdit = useAccess({ verb: 'update', kind, namespace, name });
  const mayDelete = useAccess({ verb: 'delete', kind, namespace, name });
  const [deleting, setDeleting] = useState(false);
  if (pending) return <Loading />;
  if (error) return <PageError error={error} onRetry={refetch} />;
  if (!item) return <NotFound />;
  const isRetention = kind === kinds.retentionPolicies;
  return (
    <Page
      title={name}
      description={[one, namespace].filter(Boolean).join(' of ')}
      parent={{ to: '/library/policies', search: { tab: kind.plural }, label: 'Policies' }}
      actions={
        mayDelete && (
          <Button variant="default" c="var(--danger)" onClick={() => setDeleting(true)}>
            Delete
          </Button>
        )
      }
    >
      <UrlTabs
        label={`Parts of ${name}`}
        tabs={[
          { value: 'summary', label: 'Summary', content: () => <Summary plural={kind.plural} item={item} /> },
          ...(kind === kinds.signaturePolicies
            ? [
                {
                  value: 'trust',
                  label: 'Who is trusted',
                  content: () => <TrustPanel policy={item as Policy} editable={mayEdit} />,
                },
              ]
            : []),
          ...(isRetention
            ? [
                {
                  value: 'preview',
                  label: 'What would go',
                  content: () => <RetentionPreviewPanel namespace={namespace!} spec={(item as RetentionPolicy).spec ?? {}} />,
                },
              ]
            : []),
          { value: 'yaml', label: 'YAML', content: () => <YamlPanel kind={kind} object={item} editable={mayEdit} /> },
        ]}
      />
      <ConfirmDelete
        kind={kind}
        namespace={namespace}
        name={name}
        affected={['Every version that it is about is judged again at once, by what is left.']}
        opened={deleting}
        onClose={() => setDeleting(false)}
        onDeleted={() => void navigate({ to: '/library/policies', search: { tab: kind.plural } })}
      />
    </Page>
  );
}

function Summary({ plural, item }: { plural: string; item: Served }) {
  const { status } = item as RetentionPolicy;
  return (
    <Stack>
      <Panel title="What it says">
        <List size="sm" spacing={6}>
          {sentencesOf(plural, item).map((sentence) => (
            <List.Item key={sentence}>{sentence}</List.Item>
          ))}
        </List>
      </Panel>
      {status && (
        <Panel title="What came of it">
          <KeyValues
            items={[
              ['Last look', <Age key="last" time={status.lastRunTime} />],
              ['Next look', <Age key="next" time={status.nextRunTime} />],
              ['Let go then', status.letGo?.join(', ')],
              ['Let go of in all', status.total],
            ]}
          />
          <Conditions conditions={status.conditions as ConditionLike[]} />
        </Panel>
      )}
    </Stack>
  );
}
