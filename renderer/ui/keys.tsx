import { displayKey } from '../commands/keys.ts';
import styles from './keys.module.css';

/** Keys as they are printed on the keyboard. Decoration beside a control that is named in words. */
export function Keys({ keys }: { readonly keys: readonly string[] }) {
  if (keys.length === 0) return null;
  return (
    <span className={styles.keys}>
      {keys.map((key) => (
        <kbd key={key} className={styles.key}>
          {displayKey(key)}
        </kbd>
      ))}
    </span>
  );
}
