import { placeholder, requestOf, samples, type Target } from './target';

const text = JSON.stringify;

function client(kind: 'Chat' | 'Embedding', { base, key = placeholder, model }: Target): string {
  const space = kind === 'Chat' ? 'OpenAI.Chat' : 'OpenAI.Embeddings';
  return `using System.ClientModel;
using OpenAI;
using ${space};

var options = new OpenAIClientOptions { Endpoint = new Uri(${text(base)}) };
var client = new ${kind}Client(${text(model)}, new ApiKeyCredential(${text(key)}), options);
`;
}

const chat = (target: Target) =>
  target.stream
    ? `${client('Chat', target)}
await foreach (var update in client.CompleteChatStreamingAsync([new UserChatMessage(${text(samples.question)})]))
{
    foreach (var part in update.ContentUpdate)
    {
        Console.Write(part.Text);
    }
}
`
    : `${client('Chat', target)}
ChatCompletion answer = await client.CompleteChatAsync([new UserChatMessage(${text(samples.question)})]);
Console.WriteLine(answer.Content[0].Text);
`;

const embeddings = (target: Target) => `${client('Embedding', target)}
OpenAIEmbeddingCollection answer = await client.GenerateEmbeddingsAsync([${samples.texts.map((t) => text(t)).join(', ')}]);
foreach (var embedding in answer)
{
    Console.WriteLine(embedding.ToFloats().Length);
}
`;

const post = (target: Target, before: string, body: string) => `using System.Net.Http.Headers;
using System.Net.Http.Json;

${before}using var http = new HttpClient();
http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ${text(target.key ?? placeholder)});
var answer = await http.PostAsJsonAsync(${text(target.base + requestOf(target).path)}, ${body});
Console.WriteLine(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
`;

const rerank = (target: Target) =>
  post(
    target,
    '',
    `new
{
    model = ${text(target.model)},
    query = ${text(samples.query)},
    documents = new[] { ${samples.documents.map((d) => text(d)).join(', ')} },
}`,
  );

const ocr = (target: Target) =>
  post(
    target,
    `var picture = Convert.ToBase64String(await File.ReadAllBytesAsync(${text(samples.picture)}));\n`,
    `new
{
    model = ${text(target.model)},
    input = new[] { new { type = "image_url", url = $"data:image/png;base64,{picture}" } },
}`,
  );

export const csharp = (target: Target): string => ({ chat, embeddings, rerank, ocr })[target.call](target);
