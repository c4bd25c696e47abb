import { useWindowEvent } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useRef, useState } from 'react';
import { useNavigation } from './useNavigation';

const KeyList = lazy(() => import('./KeyList'));

/** How long a second key may take after `g`. */
const patience = 1_500;

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

/** What is open above the page may hold what somebody has just typed: it is not left by a key. */
const above = () => document.querySelector('[role=dialog]') !== null;

/** `g` and a letter goes somewhere, `?` shows all keys. */
export function Shortcuts() {
  const [listed, setListed] = useState(false);
  const navigate = useNavigate();
  const destinations = useNavigation().flatMap((s) => s.destinations);
  const prefixed = useRef(0);
  useWindowEvent('keydown', (event) => {
    if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '?') setListed(true);
    else if (above()) prefixed.current = 0;
    else if (event.key === 'g') prefixed.current = event.timeStamp;
    else if (event.timeStamp - prefixed.current < patience) {
      prefixed.current = 0;
      const destination = destinations.find((d) => d.key === event.key);
      if (!destination) return;
      event.preventDefault();
      void navigate({ to: destination.to });
    }
  });
  return <Suspense>{listed && <KeyList onClose={() => setListed(false)} />}</Suspense>;
}
