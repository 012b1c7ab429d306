import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox, type CheckboxProps as AriaCheckboxProps } from 'react-aria-components';
import styles from './check-box.module.css';

interface CheckBoxProps extends Omit<AriaCheckboxProps, 'className' | 'children'> {
  readonly children: ReactNode;
}

/** A box with a tick, alone or in a group. */
export function CheckBox({ children, ...props }: CheckBoxProps) {
  return (
    <AriaCheckbox {...props} className={styles.check ?? ''}>
      {({ isSelected }) => (
        <>
          <span className={styles.box}>{isSelected && <Check size={12} aria-hidden />}</span>
          <span>{children}</span>
        </>
      )}
    </AriaCheckbox>
  );
}
