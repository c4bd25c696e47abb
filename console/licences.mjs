import { readFileSync } from 'node:fs';

/** The packages that the lock file puts into what is built, with their licences. */
export function licences() {
  const { packages } = JSON.parse(readFileSync(new URL('package-lock.json', import.meta.url), 'utf8'));
  return Object.entries(packages)
    .filter(([path, entry]) => path.startsWith('node_modules/') && !entry.dev)
    .map(([path, { version, license = 'see its page' }]) => ({ name: path.replace(/^.*node_modules\//, ''), version, license }));
}
