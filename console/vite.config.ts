import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// `npm run dev` shows changes at once in front of a running installation: its console answers everything but the pages.
const server = process.env.MODELYARD_CONSOLE ?? 'http://127.0.0.1:7401';

export default defineConfig({
  plugins: [react()],
  html: { cspNonce: '__CSP_NONCE__' },
  build: { target: 'es2023', assetsInlineLimit: 0, chunkSizeWarningLimit: 700, reportCompressedSize: false },
  server: {
    proxy: Object.fromEntries(
      ['/k8s', '/session', '/sessions', '/sign-in', '/gateway', '/console'].map((path) => [path, { target: server, ws: true }]),
    ),
  },
});
