import type { Call } from '../models/task';

/** What a snippet calls. */
export interface Target {
  call: Call;
  /** Base address with `/v1`, as OpenAI's clients take it. */
  base: string;
  model: string;
  /** Absent: a placeholder stands in its place. */
  key?: string;
  stream: boolean;
}

export const placeholder = 'YOUR_KEY';

export const samples = {
  question: 'What is the capital of France?',
  texts: ['a cup of coffee', 'a mug of tea'],
  query: 'How do I reset my password?',
  documents: ['Passwords are reset in the account settings.', 'The canteen opens at eleven.'],
  picture: 'picture.png',
};

/** Path below the base address, and body. */
export function requestOf({ call, model, stream }: Pick<Target, 'call' | 'model' | 'stream'>): { path: string; body: object } {
  switch (call) {
    case 'chat':
      return {
        path: '/chat/completions',
        body: { model, messages: [{ role: 'user', content: samples.question }], ...(stream ? { stream: true } : {}) },
      };
    case 'embeddings':
      return { path: '/embeddings', body: { model, input: samples.texts } };
    case 'rerank':
      return { path: '/rerank', body: { model, query: samples.query, documents: samples.documents } };
    case 'ocr':
      return { path: '/infer', body: { model, input: [{ type: 'image_url', url: 'data:image/png;base64,' }] } };
  }
}

/** Only chats are answered word by word. */
export const streams = (call: Call): boolean => call === 'chat';
