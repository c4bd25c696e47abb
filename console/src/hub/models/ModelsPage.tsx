import { priceText } from '../../limits/deployment';
import { type Column, DataTable } from '../../parts/DataTable';
import { EmptyState } from '../../parts/EmptyState';
import { ErrorNotice } from '../../parts/ErrorNotice';
import { number } from '../../parts/format';
import { Page } from '../../parts/Page';
import { HubProjectSelect, useHubProject } from '../hubProject';
import { Endpoints } from './Endpoints';
import { ModelStatus } from './ModelStatus';
import { taskOf } from './task';
import { callerLimits } from './terms';
import { type HubModel, useHubModels } from './useHubModels';

const contextOf = ({ deployment, version }: HubModel) =>
  deployment?.spec?.engine?.contextLength ?? version?.status?.metadata?.contextLength;
const limitsOf = ({ deployment }: HubModel) =>
  callerLimits(deployment?.spec?.rateLimits)
    .map(([who, what]) => `${who.toLowerCase()} ${what}`)
    .join('; ');
const priceOf = ({ deployment }: HubModel) => deployment && (priceText(deployment) || 'Free');

const columns: Column<HubModel>[] = [
  { label: 'Model', width: 'minmax(8rem, 1.2fr)', render: (m) => m.id, value: (m) => m.id },
  { label: 'Status', width: '7rem', render: (m) => <ModelStatus model={m} />, value: (m) => m.deployment?.status?.phase ?? '' },
  { label: 'Project', width: 'minmax(5.5rem, 0.6fr)', render: (m) => m.namespace, value: (m) => m.namespace },
  { label: 'Task', width: 'minmax(5.5rem, 0.7fr)', render: (m) => taskOf(m.version) ?? '–', value: (m) => taskOf(m.version) },
  { label: 'Context', width: '5rem', align: 'end', render: (m) => number(contextOf(m)), value: contextOf },
  { label: 'Price per million tokens', width: 'minmax(11rem, 2fr)', render: (m) => priceOf(m) ?? '–', value: priceOf },
  { label: 'Limits', width: 'minmax(8rem, 1.6fr)', render: (m) => limitsOf(m) || '–', value: limitsOf },
];

export function ModelsPage() {
  const project = useHubProject();
  const { models, pending, error, refetch } = useHubModels(project);
  return (
    <Page
      title="Models"
      description="What your keys may call: the models of your organization, and those that others share with it."
      actions={<HubProjectSelect />}
    >
      {error ? (
        <ErrorNotice error={error} onRetry={refetch} />
      ) : (
        <>
          <DataTable
            label="Models"
            rows={models}
            columns={columns}
            rowKey={(m) => m.id}
            href={(m) => `/hub/models/${m.namespace}/${m.name}`}
            pending={pending}
            empty={
              <EmptyState title="No model to call yet">
                {project
                  ? `Nothing is deployed in ${project}, and nobody shares a model with it. Whoever operates this installation can do either.`
                  : 'You are not in any project. Ask the owner of your organization to add you as a member.'}
              </EmptyState>
            }
          />
          <Endpoints models={models} />
        </>
      )}
    </Page>
  );
}
