import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const imported = readFileSync('src/app/mantine.css', 'utf8');

/** What the sources import from Mantine. */
function components(): Set<string> {
  const names = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((f) => f.endsWith('.tsx'))
    .flatMap((file) =>
      [...readFileSync(`src/${file}`, 'utf8').matchAll(/import\s*\{([^}]*)\}\s*from '@mantine\/core'/g)].flatMap((m) =>
        m[1]!.split(','),
      ),
    );
  return new Set(names.map((n) => n.trim().split(' as ')[0]!));
}

it('has the styles of every component in use', () => {
  const missing = [...components()].filter(
    (name) => existsSync(`node_modules/@mantine/core/styles/${name}.layer.css`) && !imported.includes(`/${name}.layer.css`),
  );
  expect(missing).toEqual([]);
});
