import { useConfig } from '../../api/config';
import { duration, number } from '../../parts/format';
import { curlOf } from '../snippets/curl';
import { CopyCurl } from './AnswerFacts';
import classes from './Chat.module.css';
import { Cost } from './Cost';
import type { Called } from './useCall';

interface CallFactsProps {
  project: string;
  called: Called<{ usage?: { prompt_tokens?: number; total_tokens?: number } }>;
  path: string;
  body?: object;
}

/** How long a call took, what it used and what it cost. */
export function CallFacts({ project, called, path, body }: CallFactsProps) {
  const config = useConfig();
  const { data, seconds, requestId } = called;
  const tokens = data.usage?.prompt_tokens ?? data.usage?.total_tokens;
  return (
    <div className={classes.facts}>
      <span>{duration(seconds)}</span>
      {tokens !== undefined && <span>{number(tokens)} tokens</span>}
      {requestId && <Cost project={project} requestId={requestId} />}
      {body && <CopyCurl code={curlOf({ url: `${config?.gateway ?? ''}${path}`, body })} />}
    </div>
  );
}
