// What programs written with OpenAI's client do. Ends with 1 and the step's name when one fails.
// Arguments: the gateway's address, and the keys as JSON: chat, readOnly, other, limited (120 requests a minute), small (100 tokens a minute).
import assert from 'node:assert/strict';
import OpenAI from 'openai';

const baseURL = `${process.argv[2]}/v1`;
const keys = JSON.parse(process.argv[3]);
const question = [{ role: 'user', content: 'What is the capital of France?' }];
const tools = [{ type: 'function', function: { name: 'weather', description: 'The weather.', parameters: { type: 'object', properties: { city: { type: 'string' } } } } }];

const client = (apiKey = keys.chat, options = {}) => new OpenAI({ apiKey, baseURL, maxRetries: 0, ...options });

// A client that notes when each attempt was made and how it was answered.
function watched(apiKey, options = {}) {
    const attempts = [];
    const fetching = async (url, init) => {
        const attempt = { sent: performance.now() };
        attempts.push(attempt);
        const response = await fetch(url, init);
        Object.assign(attempt, { status: response.status, headers: response.headers, answered: performance.now() });
        return response;
    };
    return { attempts, openai: client(apiKey, { maxRetries: 2, fetch: fetching, ...options }) };
}

async function step(name, work) {
    try {
        await work();
        console.log(`ok ${name}`);
    } catch (error) {
        console.error(`failed ${name}: ${error.stack}`);
        process.exit(1);
    }
}

async function all(stream) {
    const items = [];
    for await (const item of stream) {
        items.push(item);
    }
    return items;
}

const text = (chunks) => chunks.map((c) => c.choices[0]?.delta.content ?? '').join('');

// The call must fail with an error of this class that says so.
async function refused(call, type, status, code) {
    const error = await call().then(() => assert.fail('it was not refused'), (e) => e);
    assert.ok(error instanceof type, `${error.constructor.name}: ${error.message}`);
    assert.equal(error.status, status, error.message);
    assert.equal(error.code, code, error.message);
    assert.match(error.requestID, /./);
    return error;
}

await step('chat, whole', async () => {
    const reply = await client().chat.completions.create({ model: 'atlas-chat', temperature: 0, messages: question });
    assert.equal(reply.choices[0].message.content, 'The capital of France is Paris.');
    assert.equal(reply.usage.total_tokens, reply.usage.prompt_tokens + reply.usage.completion_tokens);
    assert.match(reply._request_id, /^req_/);
});

await step('chat, streamed', async () => {
    const chunks = await all(await client().chat.completions.create({ model: 'atlas-chat', temperature: 0, messages: question, stream: true }));
    assert.equal(text(chunks), 'The capital of France is Paris.');
    // How much of so short an answer comes in one piece depends on how fast the machine is.
    assert.ok(chunks.length >= 3, 'a role, text, and an end');
    assert.ok(chunks.every((c) => c.choices.length === 1 && !c.usage), 'usage that was not asked for is not there');
});

await step('chat, streamed with usage', async () => {
    const chunks = await all(await client().chat.completions.create(
        { model: 'atlas-chat', temperature: 0, messages: question, stream: true, stream_options: { include_usage: true } }));
    assert.ok(chunks.slice(0, -1).every((c) => c.usage === null), 'null until the end');
    assert.deepEqual(chunks.at(-1).choices, []);
    assert.ok(chunks.at(-1).usage.completion_tokens > 0);
});

await step('the client\'s own way to read a stream', async () => {
    const stream = client().chat.completions.stream({ model: 'atlas-chat', temperature: 0, messages: question });
    assert.equal(await stream.finalContent(), 'The capital of France is Paris.');
});

await step('tool calls pass through', async () => {
    const reply = await client().chat.completions.create({ model: 'scripted', messages: question, tools, tool_choice: 'required' });
    assert.equal(reply.choices[0].finish_reason, 'tool_calls');
    assert.deepEqual(reply.choices[0].message.tool_calls.map((c) => [c.function.name, JSON.parse(c.function.arguments)]), [['weather', { city: 'Paris' }]]);

    const streamed = client().chat.completions.stream({ model: 'scripted', messages: question, tools });
    const message = await streamed.finalMessage();
    assert.deepEqual(message.tool_calls.map((c) => [c.function.name, c.function.arguments]), [['weather', '{"city":"Paris"}']]);

    const answered = await client().chat.completions.create({
        model: 'scripted', messages: [...question, reply.choices[0].message, { role: 'tool', tool_call_id: reply.choices[0].message.tool_calls[0].id, content: 'rain' }],
    });
    assert.equal(answered.choices[0].message.content, 'rain');
});

await step('embeddings, in base64 as the client asks by itself', async () => {
    const { data, usage } = await client().embeddings.create({ model: 'scripted', input: ['one', 'two'] });
    assert.deepEqual(data.map((d) => [...d.embedding]), [[0.5, -2], [0.5, -2]]);
    assert.equal(usage.prompt_tokens, 4);
    const floats = await client().embeddings.create({ model: 'scripted', input: 'one', encoding_format: 'float' });
    assert.deepEqual(floats.data[0].embedding, [0.5, -2]);
});

await step('models', async () => {
    const ids = (await all(client().models.list())).map((m) => m.id);
    assert.ok(['atlas-chat', 'atlas-shared', 'scripted'].every((id) => ids.includes(id)), ids.join());
    assert.equal((await client().models.retrieve('atlas-chat')).owned_by, 'acme');
    const others = (await all(client(keys.other).models.list())).map((m) => m.id);
    assert.ok(!others.includes('atlas-chat') && others.includes('atlas-shared'), others.join());
});

await step('responses', async () => {
    const reply = await client().responses.create({ model: 'atlas-chat', temperature: 0, input: question[0].content, store: false });
    assert.equal(reply.output_text, 'The capital of France is Paris.');
    assert.equal(reply.status, 'completed');
    assert.ok(reply.usage.input_tokens > 0 && reply.usage.output_tokens > 0);

    const events = await all(await client().responses.create({ model: 'atlas-chat', temperature: 0, input: question, stream: true }));
    assert.equal(events.filter((e) => e.type === 'response.output_text.delta').map((e) => e.delta).join(''), reply.output_text);
    assert.equal(events[0].type, 'response.created');
    assert.deepEqual(events.map((e) => e.sequence_number), events.map((_, i) => i));
    assert.equal(events.at(-1).response.usage.output_tokens, reply.usage.output_tokens);
});

await step('errors have the classes they should', async () => {
    const ask = (openai, more = {}) => () => openai.chat.completions.create({ model: 'atlas-chat', messages: question, ...more });
    await refused(ask(client('sk-my-nothing-anybody-ever-made')), OpenAI.AuthenticationError, 401, 'invalid_api_key');
    await refused(ask(client(keys.readOnly)), OpenAI.PermissionDeniedError, 403, 'insufficient_permissions');
    await refused(ask(client(keys.other)), OpenAI.NotFoundError, 404, 'model_not_found');
    await refused(ask(client(), { model: 'nothing' }), OpenAI.NotFoundError, 404, 'model_not_found');
    await refused(() => client().models.retrieve('nothing'), OpenAI.NotFoundError, 404, 'model_not_found');
    await refused(() => client().get('/nothing'), OpenAI.NotFoundError, 404, 'unknown_url');
    await refused(ask(client(), { messages: [] }), OpenAI.BadRequestError, 400, 'empty_array');
    await refused(ask(client(), { temperature: 7 }), OpenAI.BadRequestError, 400, 'decimal_above_max_value');
    await refused(ask(client(), { stream: 'yes' }), OpenAI.BadRequestError, 400, 'invalid_type');
    await refused(ask(client(), { max_tokens: 1_000_000 }), OpenAI.BadRequestError, 400, 'context_length_exceeded');
    await refused(ask(client(), { user: 'x'.repeat(51 << 20) }), OpenAI.APIError, 413, 'request_too_large');
    await refused(ask(client(), { model: 'away' }), OpenAI.InternalServerError, 503, 'model_not_ready');
    const small = await refused(ask(client(keys.small), { max_tokens: 500 }), OpenAI.RateLimitError, 429, 'rate_limit_exceeded');
    assert.match(small.message, /Request too large for acme\/atlas-chat on tokens per min \(TPM\): Limit 100/);
});

await step('request ids are the client\'s own where it has some', async () => {
    const reply = await client().chat.completions.create({ model: 'scripted', messages: question }, { headers: { 'X-Client-Request-Id': 'mine-1' } });
    assert.equal(reply._request_id, 'mine-1');
});

await step('what cannot help is not tried again', async () => {
    const { attempts, openai } = watched(keys.small);
    await refused(() => openai.chat.completions.create({ model: 'scripted', messages: question, max_tokens: 500 }), OpenAI.RateLimitError, 429, 'rate_limit_exceeded');
    assert.deepEqual(attempts.map((a) => [a.status, a.headers.get('x-should-retry')]), [[429, 'false']]);
});

await step('what is over the limit is tried again when we say', async () => {
    const { attempts, openai } = watched(keys.limited);
    while (!attempts.some((a) => a.status === 429)) {
        assert.ok(attempts.length < 2000, 'the limit is never reached');
        const reply = await openai.chat.completions.create({ model: 'scripted', messages: question });
        assert.equal(reply.choices[0].message.content, 'Hello.');
    }

    const [over, again] = attempts.slice(-2);
    assert.deepEqual([over.status, again.status], [429, 200]);
    const wait = Number(over.headers.get('retry-after-ms'));
    assert.ok(wait > 0 && wait <= 500, `two requests a second: ${wait} ms`);
    assert.equal(over.headers.get('retry-after'), '1');
    assert.equal(over.headers.get('x-ratelimit-limit-requests'), '120');
    assert.equal(over.headers.get('x-ratelimit-remaining-requests'), '0');
    assert.match(over.headers.get('x-ratelimit-reset-requests'), /^(1m)?[\d.]+s$/);
    // Timers of Node.js may be up to a millisecond early.
    assert.ok(again.sent - over.answered >= wait - 2, `it waited ${again.sent - over.answered} of ${wait} ms`);
});

process.exit(0);
