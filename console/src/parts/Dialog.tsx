import { Modal, type ModalProps } from '@mantine/core';
import { useFocusBack } from './useFocusBack';

const fields = 'input:not(:disabled, [type=hidden], [hidden]), textarea:not(:disabled)';

/** The focus goes to the first field, unless the dialog says where to, or that one would open its list at once. */
function beginAtFirstField(content: HTMLElement | null): void {
  if (content?.querySelector('[data-autofocus]')) return;
  const first = content?.querySelector(fields);
  if (!first?.hasAttribute('aria-haspopup')) first?.setAttribute('data-autofocus', 'true');
}

/** A dialog, shown as long as it is mounted: what is in it begins anew each time. The focus goes back to what opened it. */
export function Dialog({ children, ...props }: Omit<ModalProps, 'opened'>) {
  useFocusBack();
  return (
    <Modal opened {...props}>
      <div ref={beginAtFirstField}>{children}</div>
    </Modal>
  );
}
