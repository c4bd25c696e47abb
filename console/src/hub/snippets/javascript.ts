import { placeholder, requestOf, samples, type Target } from './target';

const text = (value: string): string => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

function client({ base, key = placeholder }: Target): string {
  return `import OpenAI from 'openai';\n\nconst client = new OpenAI({ baseURL: ${text(base)}, apiKey: ${text(key)} });\n`;
}

const chat = (target: Target) =>
  target.stream
    ? `${client(target)}
const stream = await client.chat.completions.create({
  model: ${text(target.model)},
  messages: [{ role: 'user', content: ${text(samples.question)} }],
  stream: true,
});
for await (const chunk of stream) {
  process.stdout.write(chunk.choices[0]?.delta?.content ?? '');
}
`
    : `${client(target)}
const answer = await client.chat.completions.create({
  model: ${text(target.model)},
  messages: [{ role: 'user', content: ${text(samples.question)} }],
});
console.log(answer.choices[0].message.content);
`;

const embeddings = (target: Target) => `${client(target)}
const answer = await client.embeddings.create({
  model: ${text(target.model)},
  input: [${samples.texts.map(text).join(', ')}],
});
for (const { embedding } of answer.data) console.log(embedding.length, embedding.slice(0, 4));
`;

const post = (
  target: Target,
  before: string,
  body: string,
  after: string,
) => `${before}const answer = await fetch(${text(target.base + requestOf(target).path)}, {
  method: 'POST',
  headers: { Authorization: ${text(`Bearer ${target.key ?? placeholder}`)}, 'Content-Type': 'application/json' },
  body: JSON.stringify(${body}),
});
if (!answer.ok) throw new Error(await answer.text());
${after}
`;

const rerank = (target: Target) =>
  post(
    target,
    '',
    JSON.stringify(requestOf(target).body),
    'for (const { index, relevance_score } of (await answer.json()).results) console.log(index, relevance_score);',
  );

const ocr = (target: Target) =>
  post(
    target,
    `import { readFile } from 'node:fs/promises';\n\nconst picture = await readFile(${text(samples.picture)}, 'base64');\n`,
    `{ model: ${text(target.model)}, input: [{ type: 'image_url', url: \`data:image/png;base64,\${picture}\` }] }`,
    'for (const { text_prediction } of (await answer.json()).data[0].text_detections) console.log(text_prediction.text);',
  );

export const javascript = (target: Target): string => ({ chat, embeddings, rerank, ocr })[target.call](target);
