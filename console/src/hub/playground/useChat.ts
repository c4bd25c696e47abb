import { useCallback, useEffect, useRef, useState } from 'react';
import { ask, chatBody, type Message, type Parameters, type Usage } from './chat';

export interface Answer {
  text: string;
  reasoning: string;
  state: 'asked' | 'writing' | 'done' | 'stopped' | 'failed';
  error?: unknown;
  finish?: string;
  usage?: Usage;
  /** The request's name in usage records. */
  requestId?: string;
  /** Milliseconds on the page's clock. */
  asked: number;
  first?: number;
  ended?: number;
}

export interface Turn {
  prompt: string;
  answer: Answer;
}

export interface Settings {
  system: string;
  parameters: Parameters;
}

export interface Chat {
  turns: Turn[];
  busy: boolean;
  send: (prompt: string, settings: Settings) => void;
  retry: (settings: Settings) => void;
  stop: () => void;
  clear: () => void;
}

export const isBusy = ({ state }: Answer): boolean => state === 'asked' || state === 'writing';

/** What is sent for the next answer. Answers that ended before their first word, by a failure or by hand, are no part of the conversation. */
export function messagesOf(turns: Turn[], prompt: string, system: string): Message[] {
  return [
    ...(system.trim() ? [{ role: 'system' as const, content: system }] : []),
    ...turns.flatMap(({ prompt, answer }): Message[] =>
      answer.text === '' && answer.state !== 'done'
        ? []
        : [
            { role: 'user', content: prompt },
            { role: 'assistant', content: answer.text },
          ],
    ),
    { role: 'user', content: prompt },
  ];
}

/** A conversation with one model. It lives as long as the page, and nowhere else. */
export function useChat(project: string, model: string | undefined): Chat {
  const [turns, setTurns] = useState<Turn[]>([]);
  const running = useRef<AbortController>(undefined);
  const stop = useCallback(() => running.current?.abort(), []);
  // Whoever leaves the page does not want the rest, and does not want to pay for it.
  useEffect(() => stop, [stop]);

  const run = async (before: Turn[], prompt: string, { system, parameters }: Settings) => {
    if (!model) return;
    stop();
    const controller = new AbortController();
    running.current = controller;
    let answer: Answer = { text: '', reasoning: '', state: 'asked', asked: performance.now() };
    // A conversation that was cleared or asked again meanwhile is another one.
    const show = () => running.current === controller && setTurns([...before, { prompt, answer }]);
    // Words come faster than a screen shows them.
    let frame = 0;
    const showSoon = () => {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        show();
      });
    };
    show();
    try {
      const { headers, deltas } = await ask(
        project,
        chatBody(model, messagesOf(before, prompt, system), parameters),
        controller.signal,
      );
      answer = { ...answer, requestId: headers.get('x-request-id') ?? undefined };
      for await (const { text = '', reasoning = '', finish, usage } of deltas) {
        const first = answer.first ?? (text || reasoning ? performance.now() : undefined);
        answer = {
          ...answer,
          first,
          state: first === undefined ? 'asked' : 'writing',
          text: answer.text + text,
          reasoning: answer.reasoning + reasoning,
          finish: finish ?? answer.finish,
          usage: usage ?? answer.usage,
        };
        showSoon();
      }
      answer = { ...answer, state: 'done', ended: performance.now() };
    } catch (error) {
      const stopped = controller.signal.aborted;
      answer = { ...answer, state: stopped ? 'stopped' : 'failed', error: stopped ? undefined : error, ended: performance.now() };
    }
    cancelAnimationFrame(frame);
    show();
  };

  return {
    turns,
    busy: turns.length > 0 && isBusy(turns.at(-1)!.answer),
    send: (prompt, settings) => void run(turns, prompt, settings),
    retry: (settings) => {
      const last = turns.at(-1);
      if (last) void run(turns.slice(0, -1), last.prompt, settings);
    },
    stop,
    clear: () => {
      stop();
      running.current = undefined;
      setTurns([]);
    },
  };
}
