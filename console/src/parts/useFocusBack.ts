import { useEffect, useState } from 'react';

/** Gives the focus back, once this is gone, to where it was before. What was chosen from a menu gives it to the menu's button. */
export function useFocusBack(): void {
  const [before] = useState(() => {
    const focused = document.activeElement;
    const menu = focused?.closest('[role=menu]');
    return menu ? document.getElementById(menu.getAttribute('aria-labelledby') ?? '') : focused;
  });
  useEffect(
    () => () => {
      // Later than what is taken away, and only where nothing else took the focus meanwhile.
      setTimeout(() => {
        if (document.activeElement === document.body && before instanceof HTMLElement) before.focus({ preventScroll: true });
      });
    },
    [before],
  );
}
