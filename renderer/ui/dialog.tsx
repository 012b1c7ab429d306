import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { IconButton } from './button.tsx';
import { cx } from './cx.ts';
import styles from './dialog.module.css';

interface DialogProps {
  readonly title: string;
  /** CSS pixels. */
  readonly width?: number;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** The contents come up to the edges. */
  readonly flush?: boolean;
  /** The contents are only read: they take the focus themselves, so that keys scroll them. */
  readonly reading?: boolean;
  /** The buttons below. */
  readonly foot?: ReactNode;
}

/** A dialog over the window: Escape and a click beside it close it, the focus returns to where it was. */
export function Dialog({ title, width = 640, onClose, children, flush, reading, foot }: DialogProps) {
  const { t } = useTranslation();
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      className={styles.curtain ?? ''}
    >
      <Modal className={styles.modal ?? ''} style={{ '--dialog-width': `${width}px` } as never}>
        <AriaDialog className={styles.dialog ?? ''}>
          <div className={styles.head}>
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <IconButton label={t('common.close')} onPress={onClose}>
              <X size={17} />
            </IconButton>
          </div>
          <div
            className={cx(styles.body, flush && styles.flush)}
            {...(reading ? { role: 'region', 'aria-label': title, tabIndex: 0 } : {})}
          >
            {children}
          </div>
          {foot && <div className={styles.foot}>{foot}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
