import { Center, Loader } from '@mantine/core';
import { useEffect, useState } from 'react';

/** Something comes. Shows nothing for a moment: most things come faster than that, and would only flicker. */
export function Loading() {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 250);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Center mih={160} role="status" aria-label="Loading">
      {late && <Loader size="sm" />}
    </Center>
  );
}
