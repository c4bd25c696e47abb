// Writes src/api/schema/*.ts from the OpenAPI documents of the installation that `kubectl` talks to (KUBECONFIG).
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const documents = {
  modelyard: 'apis/modelyard.dev/v1alpha1',
  ledger: 'apis/ledger.modelyard.dev/v1alpha1',
  core: 'api/v1',
  kserve: 'apis/serving.kserve.io/v1beta1',
  rbac: 'apis/rbac.authorization.k8s.io/v1',
};

for (const [name, path] of Object.entries(documents)) {
  const served = execFileSync('kubectl', ['get', '--raw', `/openapi/v3/${path}`], { maxBuffer: 1 << 26 });
  const document = JSON.parse(served);
  // By which a test finds out that the program serves something else by now.
  const hash = createHash('sha256').update(served).digest('hex');
  // The paths are Kubernetes' own; the client builds them from the kind.
  document.paths = {};
  const source = astToString(await openapiTS(document, { defaultNonNullable: false }));
  writeFileSync(new URL(`../src/api/schema/${name}.ts`, import.meta.url), `// Made by \`npm run types\` from /openapi/v3/${path}, sha256:${hash}.\n${source}`);
}
