import { AppShell, Box } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { ConnectionNotice } from './ConnectionNotice';
import { Header } from './Header';
import { Navigation } from './Navigation';
import classes from './Shell.module.css';
import { Shortcuts } from './Shortcuts';

const Palette = lazy(() => import('./Palette'));

/** The frame of every page. */
export function Shell({ children }: { children: ReactNode }) {
  const [opened, { toggle, close }] = useDisclosure();
  const [searches, setSearches] = useState(0);
  const search = () => setSearches((n) => n + 1);
  useHotkeys([
    ['mod+K', search],
    ['/', search],
  ]);
  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: 224, breakpoint: 'md', collapsed: { mobile: !opened } }}
      padding={0}
      layout="alt"
    >
      <a href="#main" className={classes.skip}>
        Skip to content
      </a>
      <AppShell.Header className={classes.header}>
        <Header menuOpened={opened} onMenu={toggle} onSearch={search} />
      </AppShell.Header>
      <AppShell.Navbar className={classes.navbar} aria-label="Main">
        <Navigation onNavigate={close} />
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1} className={classes.main}>
        <ConnectionNotice />
        <Box className={classes.content}>{children}</Box>
      </AppShell.Main>
      <Suspense>{searches > 0 && <Palette asked={searches} />}</Suspense>
      <Shortcuts />
    </AppShell>
  );
}
