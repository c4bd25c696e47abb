import { expect, test } from 'vitest';
import { type Answer, messagesOf } from './useChat';

const answer = (over: Partial<Answer>): Answer => ({ text: '', reasoning: '', state: 'done', asked: 0, ...over });

test('what ended before its first word is no part of the conversation, what was stopped later is', () => {
  const messages = messagesOf(
    [
      { prompt: 'a', answer: answer({ text: 'A' }) },
      { prompt: 'b', answer: answer({ state: 'failed' }) },
      { prompt: 'x', answer: answer({ state: 'stopped' }) },
      { prompt: 'c', answer: answer({ text: 'C…', state: 'stopped' }) },
    ],
    'd',
    'Be brief.',
  );
  expect(messages.map((m) => `${m.role}:${m.content}`)).toEqual([
    'system:Be brief.',
    'user:a',
    'assistant:A',
    'user:c',
    'assistant:C…',
    'user:d',
  ]);
});
