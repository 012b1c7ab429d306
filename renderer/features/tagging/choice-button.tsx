import type { ReactNode } from 'react';
import { QuietButton } from '../../ui/button.tsx';
import { Keys } from '../../ui/keys.tsx';
import styles from './tagging-bar.module.css';

interface ChoiceButtonProps {
  readonly hotkey: string;
  readonly children: ReactNode;
  readonly title?: string;
  readonly onPress: () => void;
  /** Gets the focus when the step begins. */
  readonly first?: boolean;
}

/** Something to choose in the bar, with the key that chooses it. */
export function ChoiceButton({ hotkey, children, title, onPress, first }: ChoiceButtonProps) {
  return (
    <QuietButton className={styles.choice} onPress={onPress} data-first={first ? '' : undefined}>
      <span aria-hidden>
        <Keys keys={[hotkey]} />
      </span>
      {typeof children === 'string' ? <span title={title}>{children}</span> : children}
    </QuietButton>
  );
}
