import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFocusBack } from './useFocusBack';

/** A dialog, shown as long as it is mounted: opened by mounting it, so that what is in it is only fetched then. */
export function Dialog(props: { title: string; onClose: () => void; size?: string; children: ReactNode }) {
  const { title, onClose, size, children } = props;
  useFocusBack();
  return (
    <Modal opened onClose={onClose} title={title} size={size} closeButtonProps={{ 'aria-label': 'Close' }}>
      {children}
    </Modal>
  );
}
