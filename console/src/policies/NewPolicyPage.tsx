import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { lazy, useState } from 'react';
import { accessQuery } from '../api/access';
import { type ApiObject, kinds, type RetentionPolicy } from '../api/kinds';
import { useWhere } from '../api/useWhere';
import { useProject } from '../app/project';
import { Loading } from '../parts/Loading';
import { NoRight } from '../parts/NoRight';
import { NotFound } from '../parts/NotFound';
import { Page } from '../parts/Page';
import { policyKindOf } from './kinds';
import { RetentionPreviewPanel } from './RetentionPreviewPanel';

const YamlDraft = lazy(() => import('../parts/YamlDraft'));

/** A policy is written as YAML: what it can say has more shapes than a form. The template has what is mostly wanted. */
export function NewPolicyPage() {
  const policy = policyKindOf(useParams({ from: '/library/policies/$kind/new' }).kind);
  const project = useProject();
  const navigate = useNavigate();
  const [draft, setDraft] = useState<ApiObject>();
  const chosen = policy?.kind ?? kinds.approvalPolicies;
  const everywhere = useQuery(accessQuery({ verb: 'create', kind: chosen })).data;
  const somewhere = useWhere({ verb: 'create', kind: chosen }, project).projects;
  if (!policy) return <NotFound />;
  const { kind, one, purpose, template } = policy;
  if (everywhere === undefined) return <Loading />;
  if (!everywhere && !(kind.namespaced && somewhere.length > 0))
    return (
      <Page title={`New ${one}`} parent={{ to: '/library/policies', search: { tab: kind.plural }, label: 'Policies' }}>
        <NoRight title="You may not make one">
          {kind.namespaced ? undefined : 'It holds for the whole installation: ask a platform administrator.'}
        </NoRight>
      </Page>
    );
  const namespace = draft?.metadata?.namespace;
  return (
    <Page
      title={`New ${one}`}
      description={purpose}
      parent={{ to: '/library/policies', search: { tab: kind.plural }, label: 'Policies' }}
    >
      <YamlDraft
        kind={kind}
        initial={template.replace('namespace: PROJECT', `namespace: ${project ?? somewhere[0] ?? 'PROJECT'}`)}
        onDraft={setDraft}
        onCreated={({ metadata }) =>
          void navigate({ to: ['/library/policies', kind.plural, metadata.namespace, metadata.name].filter(Boolean).join('/') })
        }
      />
      {kind === kinds.retentionPolicies && namespace && (
        <RetentionPreviewPanel namespace={namespace} spec={(draft as RetentionPolicy).spec ?? {}} />
      )}
    </Page>
  );
}
