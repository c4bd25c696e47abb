import { lazy, Suspense } from 'react';
import { Loading } from '../parts/Loading';
import { Panel } from '../parts/Panel';
import { useDraft } from './draft';
import classes from './Guide.module.css';
import { VerdictPanel } from './VerdictPanel';
import type { Verdict } from './verdict';

const YamlEditor = lazy(() => import('../parts/YamlEditor'));

/** What the server says, and on demand the YAML; both follow every change, and a change in the YAML is one of the form. */
export function GuideSide({ verdict, yaml, onGoTo }: { verdict: Verdict; yaml: boolean; onGoTo: (field: string) => void }) {
  const { text, setText } = useDraft();
  return (
    <aside className={classes.side} aria-label="Verdict and YAML">
      <VerdictPanel verdict={verdict} onGoTo={onGoTo} />
      {yaml && (
        <div id="deployment-yaml">
          <Panel title="YAML" description="Exactly this is created. What is changed here changes the form.">
            <Suspense fallback={<Loading />}>
              <YamlEditor value={text} onChange={setText} label="Deployment as YAML" height="min(56vh, 34rem)" />
            </Suspense>
          </Panel>
        </div>
      )}
    </aside>
  );
}
