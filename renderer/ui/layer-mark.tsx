import type { Layer } from '#model/scheme.ts';
import { cx } from './cx.ts';
import styles from './layer-mark.module.css';

/** How a layer looks in the text, in small: its tint and its line. Decoration: say the name beside it. */
export function LayerMark({
  layer,
  small,
}: {
  readonly layer: Pick<Layer, 'hue' | 'line'>;
  readonly small?: boolean;
}) {
  return (
    <span
      aria-hidden
      className={cx(styles.mark, small && styles.small)}
      data-hue={layer.hue}
      data-line={layer.line}
    />
  );
}
