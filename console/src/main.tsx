import './app/base.css';
import '@fontsource-variable/inter/wght.css';
import './app/mantine.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Notices } from './app/Notices';
import { queryClient } from './app/queryClient';
import { router } from './app/router';
import { ready } from './app/start';
import { theme } from './app/theme';

// The server puts a fresh nonce into each page; only style elements that carry it are applied.
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
// What keeps the page still below a dialog makes its style element itself, and takes the nonce from here.
Object.assign(globalThis, { __webpack_nonce__: nonce });

const root = createRoot(document.getElementById('root')!);
void ready().then(() =>
  root.render(
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce}>
        <Notices />
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  ),
);
