import { useQuery } from '@tanstack/react-query';
import { lazy } from 'react';
import { EmptyState } from '../../parts/EmptyState';
import { ErrorNotice } from '../../parts/ErrorNotice';
import { Loading } from '../../parts/Loading';
import { Page } from '../../parts/Page';
import { UrlTabs } from '../../parts/UrlTabs';
import { usableModelsQuery } from '../gateway';
import { HubProjectSelect, useHubProject } from '../hubProject';
import { callLabels } from '../models/task';

const ChatTab = lazy(() => import('./ChatTab'));
const EmbeddingsTab = lazy(() => import('./embeddings/EmbeddingsTab'));
const RerankTab = lazy(() => import('./rerank/RerankTab'));
const OcrTab = lazy(() => import('./ocr/OcrTab'));

/** Models tried out by hand. What is asked here goes through the gateway as any request does: counted, limited and paid for. */
export function PlaygroundPage() {
  const project = useHubProject();
  const { data, error, isPending, refetch } = useQuery(usableModelsQuery(project));
  return (
    <Page
      title="Playground"
      description="Try models by hand. Requests are counted, limited and paid for as those of programs are."
      actions={<HubProjectSelect />}
    >
      {error ? (
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      ) : isPending && project ? (
        <Loading />
      ) : !project || !data?.length ? (
        <EmptyState title="No model to try yet">
          Nothing is deployed in {project ?? 'a project of yours'}, and nobody shares a model with it.
        </EmptyState>
      ) : (
        <UrlTabs
          // What was asked for one project is no answer for another.
          key={project}
          label="What to try"
          tabs={[
            { value: 'chat', label: callLabels.chat, content: () => <ChatTab project={project} models={data} /> },
            {
              value: 'embeddings',
              label: callLabels.embeddings,
              content: () => <EmbeddingsTab project={project} models={data} />,
            },
            { value: 'rerank', label: callLabels.rerank, content: () => <RerankTab project={project} models={data} /> },
            { value: 'ocr', label: callLabels.ocr, content: () => <OcrTab project={project} models={data} /> },
          ]}
        />
      )}
    </Page>
  );
}

/** What every tab is given. */
export interface TabProps {
  project: string;
  models: { id: string }[];
}
