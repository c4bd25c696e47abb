import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { font } from './font.mjs';
import { licences } from './licences.mjs';
import { precompress } from './precompress.mjs';

// `npm run dev` shows changes at once in front of a running installation: its console answers everything but the pages.
const server = process.env.MODELYARD_CONSOLE ?? 'http://127.0.0.1:7401';

function compressed(): Plugin {
  let folder = '';
  return {
    name: 'compressed',
    apply: 'build',
    configResolved: (config) => {
      folder = config.build.outDir;
    },
    closeBundle: () => precompress(folder),
  };
}

/** What is built in, as a module: the page that names it should never be behind. */
function builtIn(): Plugin {
  const id = 'virtual:licences';
  return {
    name: 'licences',
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load: (source) => (source === `\0${id}` ? `export default ${JSON.stringify(licences())};` : undefined),
  };
}

export default defineConfig({
  plugins: [react(), font(), builtIn(), compressed()],
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    emptyOutDir: true,
    chunkSizeWarningLimit: 700,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What every page needs in a few files that compress well, instead of dozens with headers of their own.
          groups: [
            { name: 'base', test: /node_modules[\\/](react|react-dom|scheduler|@tanstack[\\/](react-router|router-core|history|react-query|query-core|react-store|store)|@floating-ui|clsx)[\\/]/ },
            { name: 'icons', test: /@tabler/, minShareCount: 2 },
            { name: 'mantine', test: /node_modules.@mantine./, minShareCount: 30 },
            { name: 'parts', test: /src.(api|app|parts).|@tabler/, minShareCount: 30 },
          ],
        },
      },
    },
  },
  server: {
    proxy: Object.fromEntries(
      ['/k8s', '/session', '/sessions', '/sign-in', '/gateway', '/console'].map((path) => [path, { target: server, ws: true }]),
    ),
  },
});
