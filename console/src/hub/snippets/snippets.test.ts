import { expect, test } from 'vitest';
import { calls } from '../models/task';
import { curlOf } from './curl';
import { languages } from './languages';
import { placeholder, type Target } from './target';

const target: Target = { call: 'chat', base: 'http://127.0.0.1:7400/v1', model: 'acme/atlas-chat', stream: false };
const write = (id: string, over: Partial<Target> = {}) => languages.find((l) => l.id === id)!.write({ ...target, ...over });

test.each(languages.flatMap((l) => calls.map((c) => [l.id, c] as const)))(
  '%s for %s names the address, the model and the key, and nothing else of the kind',
  (language, call) => {
    const text = write(language, { call, key: 'sk-my-123' });
    expect(text).toContain('http://127.0.0.1:7400/v1');
    expect(text).toContain('acme/atlas-chat');
    expect(text).toContain('sk-my-123');
    expect(text).not.toContain(placeholder);
    expect(write(language, { call })).toContain(placeholder);
  },
);

test.each([
  ['curl', /curl -N .*"stream":true/s],
  ['python', /stream=True.*for chunk in stream/s],
  ['javascript', /stream: true.*for await \(const chunk of stream\)/s],
  ['csharp', /CompleteChatStreamingAsync/],
])('%s streams when asked to, and only then', (language, streamed) => {
  expect(write(language, { stream: true })).toMatch(streamed);
  expect(write(language)).not.toMatch(streamed);
});

test('a body with quotes stays one argument of the shell', () => {
  const text = curlOf({ url: 'http://x/v1', body: { content: "it's" } });
  expect(text).toContain(`-d '{"content":"it'\\''s"}'`);
});

test('the picture of an OCR call is read when the command runs', () => {
  expect(write('curl', { call: 'ocr' })).toContain("base64,$(base64 < picture.png | tr -d '\\n')");
});
