import { expect, it } from 'vitest';
import { curlOf } from './testRequest';

it('curlOf keeps what is asked together for a shell', () =>
  expect(curlOf({ project: 'demo', model: 'atlas', kind: 'embeddings', input: "it's" }, 'http://gw')).toContain(
    `-d '{"model":"atlas","input":"it'\\''s"}'`,
  ));
