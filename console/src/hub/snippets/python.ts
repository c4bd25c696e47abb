import { placeholder, requestOf, samples, type Target } from './target';

const text = JSON.stringify;

function client({ base, key = placeholder }: Target): string {
  return `from openai import OpenAI\n\nclient = OpenAI(base_url=${text(base)}, api_key=${text(key)})\n`;
}

const chat = (target: Target) =>
  target.stream
    ? `${client(target)}
stream = client.chat.completions.create(
    model=${text(target.model)},
    messages=[{"role": "user", "content": ${text(samples.question)}}],
    stream=True,
)
for chunk in stream:
    if chunk.choices:
        print(chunk.choices[0].delta.content or "", end="", flush=True)
`
    : `${client(target)}
answer = client.chat.completions.create(
    model=${text(target.model)},
    messages=[{"role": "user", "content": ${text(samples.question)}}],
)
print(answer.choices[0].message.content)
`;

const embeddings = (target: Target) => `${client(target)}
answer = client.embeddings.create(
    model=${text(target.model)},
    input=${JSON.stringify(samples.texts)},
)
for item in answer.data:
    print(len(item.embedding), item.embedding[:4])
`;

const post = (target: Target, before: string, body: string, after: string) => `${before}import requests

answer = requests.post(
    ${text(target.base + requestOf(target).path)},
    headers={"Authorization": ${text(`Bearer ${target.key ?? placeholder}`)}},
    json=${body},
)
answer.raise_for_status()
${after}
`;

const rerank = (target: Target) =>
  post(
    target,
    '',
    text(requestOf(target).body),
    'for result in answer.json()["results"]:\n    print(result["index"], result["relevance_score"])',
  );

const ocr = (target: Target) =>
  post(
    target,
    `import base64\n\npicture = base64.b64encode(open(${text(samples.picture)}, "rb").read()).decode()\n`,
    `{"model": ${text(target.model)}, "input": [{"type": "image_url", "url": f"data:image/png;base64,{picture}"}]}`,
    'for found in answer.json()["data"][0]["text_detections"]:\n    print(found["text_prediction"]["text"])',
  );

export const python = (target: Target): string => ({ chat, embeddings, rerank, ocr })[target.call](target);
