// What programs written with @kubernetes/client-node do. Ends with 1 and the step's name when one fails.
import assert from 'node:assert/strict';
import * as k8s from '@kubernetes/client-node';

const config = new k8s.KubeConfig();
config.loadFromDefault();
const core = config.makeApiClient(k8s.CoreV1Api);
const extensions = config.makeApiClient(k8s.ApiextensionsV1Api);
const custom = config.makeApiClient(k8s.CustomObjectsApi);
const objects = k8s.KubernetesObjectApi.makeApiClient(config);
const rbac = config.makeApiClient(k8s.RbacAuthorizationV1Api);
const leases = config.makeApiClient(k8s.CoordinationV1Api);
const namespace = process.argv[2];
const patchAs = (type) => k8s.setHeaderOptions('Content-Type', type);

async function step(name, work) {
    try {
        await work();
        console.log(`ok ${name}`);
    } catch (error) {
        console.error(`failed ${name}: ${error.stack}`);
        process.exit(1);
    }
}

await step('create', async () => {
    await core.createNamespace({ body: { metadata: { name: namespace } } });
    for (let i = 0; i < 7; i++) {
        await core.createNamespacedConfigMap({ namespace, body: { metadata: { name: `m${i}` }, data: { n: `${i}` } } });
    }
});

await step('list in pages', async () => {
    const pages = [];
    let _continue;
    do {
        const page = await core.listNamespacedConfigMap({ namespace, limit: 3, _continue });
        pages.push(page.items.map((m) => m.metadata.name));
        _continue = page.metadata._continue;
    } while (_continue);
    assert.deepEqual(pages, [['m0', 'm1', 'm2'], ['m3', 'm4', 'm5'], ['m6']]);
});

await step('patch, each way', async () => {
    const name = 'm1';
    await core.patchNamespacedConfigMap({ namespace, name, body: { data: { merge: '1' } } }, patchAs(k8s.PatchStrategy.MergePatch));
    await core.patchNamespacedConfigMap({ namespace, name, body: [{ op: 'add', path: '/data/json', value: '2' }] }, patchAs(k8s.PatchStrategy.JsonPatch));
    await core.patchNamespacedConfigMap({ namespace, name, body: { data: { strategic: '3' } } }, patchAs(k8s.PatchStrategy.StrategicMergePatch));
    const applied = await core.patchNamespacedConfigMap(
        { namespace, name, fieldManager: 'proof', force: true, body: { apiVersion: 'v1', kind: 'ConfigMap', data: { apply: '4' } } },
        patchAs(k8s.PatchStrategy.ServerSideApply));
    assert.deepEqual(applied.data, { n: '1', merge: '1', json: '2', strategic: '3', apply: '4' });
});

await step('generic objects', async () => {
    await objects.create({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's', namespace }, stringData: { p: 'q' } });
    const read = await objects.read({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's', namespace } });
    assert.equal(read.data.p, 'cQ==');
    assert.equal((await objects.list('v1', 'ConfigMap', namespace)).items.length, 7);
});

await step('informer', async () => {
    const list = () => core.listNamespacedConfigMap({ namespace });
    const informer = k8s.makeInformer(config, `/api/v1/namespaces/${namespace}/configmaps`, list);
    const seen = [];
    const done = new Promise((resolve, reject) => {
        informer.on('add', (m) => seen.push(`+${m.metadata.name}`));
        informer.on('update', (m) => seen.push(`~${m.metadata.name}`));
        informer.on('delete', (m) => resolve(seen.push(`-${m.metadata.name}`)));
        informer.on('error', reject);
    });
    await informer.start();
    await core.patchNamespacedConfigMap({ namespace, name: 'm3', body: [{ op: 'add', path: '/data/x', value: 'y' }] });
    await core.deleteNamespacedConfigMap({ namespace, name: 'm3' });
    await done;
    assert.deepEqual(seen.slice(-2), ['~m3', '-m3']);
    assert.equal(informer.list().length, 6);
    informer.on('error', () => {});
    await informer.stop();
});

await step('watch that goes on where it stopped', async () => {
    const { metadata } = await core.listNamespacedConfigMap({ namespace });
    await core.deleteNamespacedConfigMap({ namespace, name: 'm4' });
    const types = [];
    await new Promise((resolve, reject) => new k8s.Watch(config).watch(
        `/api/v1/namespaces/${namespace}/configmaps`,
        { resourceVersion: metadata.resourceVersion, allowWatchBookmarks: true, timeoutSeconds: 1 },
        (type, object) => types.push(`${type} ${object.metadata.name ?? ''}`),
        (error) => (error && error.name !== 'AbortError' ? reject(error) : resolve())));
    assert.equal(types[0], 'DELETED m4');
});

await step('a kind of one\'s own', async () => {
    const group = `${namespace}.example.com`;
    const kind = { group, version: 'v1', namespace, plural: 'gadgets' };
    const schema = { type: 'object', properties: { spec: { type: 'object', properties: { size: { type: 'integer', minimum: 1 } } }, status: { type: 'object', x_kubernetes_preserve_unknown_fields: true } } };
    await extensions.createCustomResourceDefinition({ body: {
        metadata: { name: `gadgets.${group}` },
        spec: {
            group, scope: 'Namespaced', names: { plural: 'gadgets', kind: 'Gadget' },
            versions: [{ name: 'v1', served: true, storage: true, subresources: { status: {} }, schema: { openAPIV3Schema: schema } }],
        },
    } });
    const established = (crd) => crd.status?.conditions?.some((c) => c.type === 'Established' && c.status === 'True');
    while (!established(await extensions.readCustomResourceDefinition({ name: `gadgets.${group}` })));
    const gadget = (size) => ({ apiVersion: `${group}/v1`, kind: 'Gadget', metadata: { name: 'g' }, spec: { size } });
    await assert.rejects(custom.createNamespacedCustomObject({ ...kind, body: gadget(0) }), (e) => e.code === 422);
    await custom.createNamespacedCustomObject({ ...kind, body: gadget(2) });
    const updated = await custom.patchNamespacedCustomObjectStatus({ ...kind, name: 'g', body: { status: { seen: 2 } } }, patchAs(k8s.PatchStrategy.MergePatch));
    assert.equal(updated.status.seen, 2);
    assert.equal((await custom.listNamespacedCustomObject(kind)).items.length, 1);
});

await step('roles, tokens and leases', async () => {
    await core.createNamespacedServiceAccount({ namespace, body: { metadata: { name: 'robot' } } });
    await rbac.createNamespacedRole({ namespace, body: { metadata: { name: 'r' }, rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['list'] }] } });
    await rbac.createNamespacedRoleBinding({ namespace, body: {
        metadata: { name: 'r' }, roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'r' }, subjects: [{ kind: 'ServiceAccount', namespace, name: 'robot' }],
    } });
    const { status } = await core.createNamespacedServiceAccountToken({ namespace, name: 'robot', body: { spec: { audiences: [] } } });
    const robot = new k8s.KubeConfig();
    robot.loadFromOptions({ clusters: config.clusters, users: [{ name: 'robot', token: status.token }], contexts: [{ name: 'robot', cluster: config.clusters[0].name, user: 'robot' }], currentContext: 'robot' });
    const asRobot = robot.makeApiClient(k8s.CoreV1Api);
    assert.equal((await asRobot.listNamespacedConfigMap({ namespace })).items.length, 5);
    await assert.rejects(asRobot.listNamespacedSecret({ namespace }), (e) => e.code === 403);
    await leases.createNamespacedLease({ namespace, body: { metadata: { name: 'l' }, spec: { holderIdentity: 'me', leaseDurationSeconds: 15, renewTime: new k8s.V1MicroTime() } } });
});

await step('clean up', async () => {
    await core.deleteCollectionNamespacedConfigMap({ namespace });
    assert.equal((await core.listNamespacedConfigMap({ namespace })).items.length, 0);
    await extensions.deleteCustomResourceDefinition({ name: `gadgets.${namespace}.example.com` });
    await core.deleteNamespace({ name: namespace });
});

process.exit(0);
