import type { ReactNode } from 'react';
import { Tooltip } from 'react-aria-components';
import { Keys } from './keys.tsx';
import styles from './tip.module.css';

/** The words that appear beside a control that is hovered or focused, with its keys. */
export function Tip({
  children,
  keys = [],
}: {
  readonly children: ReactNode;
  readonly keys?: readonly string[];
}) {
  return (
    <Tooltip className={styles.tip ?? ''} offset={4}>
      {children}
      <Keys keys={keys.slice(0, 1)} />
    </Tooltip>
  );
}
