import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconRefresh, IconTerminal2 } from '@tabler/icons-react';
import { useConfig } from '../../api/config';
import { CopyIcon } from '../../parts/CodeBlock';
import { duration, number } from '../../parts/format';
import { curlOf } from '../snippets/curl';
import classes from './Chat.module.css';
import { Cost } from './Cost';
import { tokensPerSecond } from './speed';
import type { Answer } from './useChat';

interface AnswerFactsProps {
  project: string;
  answer: Answer;
  /** What was asked, to be copied. */
  request: object;
  onRetry?: () => void;
}

const endings: Record<string, string> = {
  length: 'Cut off at the most tokens allowed',
  content_filter: 'Held back by a filter',
  tool_calls: 'Ended with a call of a tool',
};

/** How fast an answer was, what it used and what it cost. */
export function AnswerFacts({ project, answer, request, onRetry }: AnswerFactsProps) {
  const config = useConfig();
  const { asked, first, ended, usage, finish, state, text, requestId } = answer;
  const speed = tokensPerSecond(answer);
  const cached = usage?.prompt_tokens_details?.cached_tokens;
  return (
    <div className={classes.facts}>
      {state === 'stopped' && <span>Stopped</span>}
      {finish && endings[finish] && <span>{endings[finish]}</span>}
      {first !== undefined && <span>First token after {duration((first - asked) / 1000)}</span>}
      {speed !== undefined && <span>{number(Math.round(speed * 10) / 10)} tokens/s</span>}
      {usage && (
        <span>
          {number(usage.prompt_tokens)} in{cached ? ` (${number(cached)} cached)` : ''}, {number(usage.completion_tokens)} out
        </span>
      )}
      {requestId && ended !== undefined && <Cost project={project} requestId={requestId} />}
      <span>
        {text && <CopyIcon value={text} label="Copy answer" />}
        <CopyCurl code={curlOf({ url: `${config?.gateway ?? ''}/v1/chat/completions`, body: request, stream: true })} />
        {onRetry && (
          <Tooltip label="Ask again">
            <ActionIcon variant="subtle" color="gray" size="sm" onClick={onRetry} aria-label="Ask again">
              <IconRefresh size={15} />
            </ActionIcon>
          </Tooltip>
        )}
      </span>
    </div>
  );
}

/** The same request for a terminal. */
export function CopyCurl({ code }: { code: string }) {
  return (
    <CopyButton value={code} timeout={1500}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? 'Copied' : 'Copy as curl'}>
          <ActionIcon
            variant="subtle"
            color={copied ? 'teal' : 'gray'}
            size="sm"
            onClick={copy}
            aria-label={copied ? 'Copied' : 'Copy as curl'}
          >
            {copied ? <IconCheck size={15} /> : <IconTerminal2 size={15} />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  );
}
