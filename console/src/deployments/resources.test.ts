import { expect, it } from 'vitest';
import { inWords } from './resources';

it.each([
  [{ cpu: '500m', memory: '4Gi', gpus: 2 }, '500m processors, 4Gi of memory, 2 GPUs'],
  [{ cpu: '1', gpus: 1 }, '1 processor, 1 GPU'],
  [{ cpu: null, gpus: 0 }, ''],
])('says %o in words', (resources, words) => expect(inWords(resources)).toBe(words));
