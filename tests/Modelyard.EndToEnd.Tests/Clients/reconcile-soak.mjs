// A controller as an in-house operator would write it with @kubernetes/client-node, and beside it a user who creates, changes and
// deletes its objects, while somebody else keeps killing the API server. When standard input ends the user stops; then all must
// converge: every acknowledged write is there, every object has what the controller owes it, and nothing else is left.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import * as k8s from '@kubernetes/client-node';

const namespace = process.argv[2];
const group = `${namespace}.example.com`;
const kind = { group, version: 'v1', namespace, plural: 'gadgets' };
const config = new k8s.KubeConfig();
config.loadFromDefault();
const core = config.makeApiClient(k8s.CoreV1Api);
const custom = config.makeApiClient(k8s.CustomObjectsApi);
const extensions = config.makeApiClient(k8s.ApiextensionsV1Api);
const merge = k8s.setHeaderOptions('Content-Type', k8s.PatchStrategy.MergePatch);
const counts = { writes: 0, unknown: 0, reconciles: 0, retries: 0 };

// A call that found nobody there is made again; what the server answered is an answer.
async function patiently(call) {
    for (;;) {
        try {
            return await call();
        } catch (error) {
            if (error.code >= 400 && error.code < 500 && error.code !== 429) throw error;
            await sleep(200);
        }
    }
}

const find = (read) => patiently(read).catch((error) => { if (error.code === 404) return undefined; throw error; });
const gadget = (name) => find(() => custom.getNamespacedCustomObject({ ...kind, name }));
const result = (name) => find(() => core.readNamespacedConfigMap({ namespace, name }));

// --- the controller ---

const queue = new Map();

function enqueue(name, delay = 0) {
    if (!queue.has(name)) queue.set(name, setTimeout(() => { queue.delete(name); reconcile(name); }, delay));
}

async function reconcile(name) {
    try {
        const wanted = await custom.getNamespacedCustomObject({ ...kind, name });
        const size = `${wanted.spec.size}`;
        const owner = { apiVersion: `${group}/v1`, kind: 'Gadget', name, uid: wanted.metadata.uid, controller: true, blockOwnerDeletion: true };
        const body = { metadata: { name, ownerReferences: [owner] }, data: { size } };
        try {
            const present = await core.readNamespacedConfigMap({ namespace, name });
            if (present.metadata.ownerReferences?.[0]?.uid !== owner.uid) throw new Error('still the result of its predecessor');
            if (present.data?.size !== size) await core.patchNamespacedConfigMap({ namespace, name, body: { data: { size } } }, merge);
        } catch (error) {
            if (error.code !== 404) throw error;
            await core.createNamespacedConfigMap({ namespace, body });
        }
        if (wanted.status?.size !== wanted.spec.size) await custom.patchNamespacedCustomObjectStatus({ ...kind, name, body: { status: { size: wanted.spec.size } } }, merge);
        counts.reconciles++;
    } catch (error) {
        if (error.code === 404) return;
        counts.retries++;
        enqueue(name, 300);
    }
}

function follow(path, list, nameOf) {
    const informer = k8s.makeInformer(config, path, list);
    for (const event of ['add', 'update', 'delete']) informer.on(event, (object) => { const name = nameOf(object); if (name) enqueue(name); });
    const start = () => informer.start().catch(() => setTimeout(start, 300));
    informer.on('error', () => setTimeout(start, 300));
    return start();
}

// --- the user ---

const expected = new Map();

// Whether a write that broke off was done can only be read; it must be the state before or the state after.
async function write(name, before, after, call) {
    try {
        await call();
        expected.set(name, after);
        counts.writes++;
    } catch (error) {
        assert.ok(!(error.code >= 400 && error.code < 500 && error.code !== 429), `${name}: refused: ${error.body ?? error}`);
        counts.unknown++;
        const now = (await gadget(name))?.spec.size;
        assert.ok(now === before || now === after, `${name} is ${now}, but was ${before} and was to become ${after}`);
        expected.set(name, now);
    }
}

async function act() {
    const name = `g${Math.floor(Math.random() * 20)}`;
    const before = expected.get(name);
    const live = await gadget(name);
    assert.equal(live?.spec.size, before, `${name}: an acknowledged write is lost`);
    const size = Math.floor(Math.random() * 1000);
    if (before === undefined) {
        const body = { apiVersion: `${group}/v1`, kind: 'Gadget', metadata: { name }, spec: { size } };
        await write(name, before, size, () => custom.createNamespacedCustomObject({ ...kind, body }));
    } else if (Math.random() < 0.3) {
        await write(name, before, undefined, () => custom.deleteNamespacedCustomObject({ ...kind, name }));
    } else {
        await write(name, before, size, () => custom.patchNamespacedCustomObject({ ...kind, name, body: { spec: { size } } }, merge));
    }
}

async function converged() {
    for (let i = 0; i < 20; i++) {
        const name = `g${i}`;
        const [object, made] = [await gadget(name), await result(name)];
        const size = expected.get(name);
        if (object?.spec.size !== size) return `${name} is ${object?.spec.size}, not ${size}`;
        if (size === undefined && made) return `${name} is gone, its result is not`;
        if (size !== undefined && (made?.data?.size !== `${size}` || object.status?.size !== size)) return `${name}: wanted ${size}, result ${made?.data?.size}, status ${object.status?.size}`;
    }
}

const schema = { type: 'object', properties: { spec: { type: 'object', properties: { size: { type: 'integer' } } }, status: { type: 'object', properties: { size: { type: 'integer' } } } } };
await core.createNamespace({ body: { metadata: { name: namespace } } });
await extensions.createCustomResourceDefinition({ body: {
    metadata: { name: `gadgets.${group}` },
    spec: { group, scope: 'Namespaced', names: { plural: 'gadgets', kind: 'Gadget' }, versions: [{ name: 'v1', served: true, storage: true, subresources: { status: {} }, schema: { openAPIV3Schema: schema } }] },
} });
const isEstablished = (crd) => crd.status?.conditions?.some((c) => c.type === 'Established' && c.status === 'True');
while (!isEstablished(await extensions.readCustomResourceDefinition({ name: `gadgets.${group}` })));
await follow(`/apis/${group}/v1/namespaces/${namespace}/gadgets`, () => custom.listNamespacedCustomObject(kind), (g) => g.metadata.name);
await follow(`/api/v1/namespaces/${namespace}/configmaps`, () => core.listNamespacedConfigMap({ namespace }), (m) => m.metadata.ownerReferences?.[0]?.name);
console.log('running');

let stopping = false;
process.stdin.on('end', () => { stopping = true; }).resume();
while (!stopping) {
    await act();
    await sleep(20);
}

const deadline = Date.now() + 60_000;
let wrong;
while ((wrong = await converged()) !== undefined) {
    assert.ok(Date.now() < deadline, `not converged: ${wrong}`);
    await sleep(200);
}
console.log(JSON.stringify({ converged: true, objects: [...expected.values()].filter((s) => s !== undefined).length, ...counts }));
process.exit(0);
