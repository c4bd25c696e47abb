import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, Suspense } from 'react';
import { Loading } from './Loading';

export interface UrlTab {
  value: string;
  label: ReactNode;
  content: () => ReactNode;
}

/** Tabs whose choice is in the address (`?tab=`), so that it can be linked to. Only the one in sight is drawn. */
export function UrlTabs({ tabs, label }: { tabs: UrlTab[]; label: string }) {
  const search = useSearch({ strict: false }) as { tab?: string };
  const navigate = useNavigate();
  const current = tabs.find((t) => t.value === search.tab) ?? tabs[0]!;
  return (
    <Tabs
      value={current.value}
      onChange={(tab) => void navigate({ to: '.', search: (before) => ({ ...before, tab: tab ?? undefined }), replace: true })}
    >
      <Tabs.List aria-label={label} mb="lg">
        {tabs.map(({ value, label }) => (
          <Tabs.Tab key={value} value={value}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map(({ value, content }) => (
        <Tabs.Panel key={value} value={value}>
          {value === current.value && <Suspense fallback={<Loading />}>{content()}</Suspense>}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
