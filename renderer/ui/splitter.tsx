import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { cx } from './cx.ts';
import styles from './splitter.module.css';

interface SplitterProps {
  readonly label: string;
  /** Where the pane that it sizes lies, seen from the line. */
  readonly paneLies: 'left' | 'right' | 'below';
  /** Width of the pane, or height where it lies below; CSS pixels. */
  readonly size: number;
  readonly least: number;
  readonly most: number;
  readonly onResize: (size: number) => void;
  /** Enter or a double click. */
  readonly onPress: () => void;
}

const STEP = 16;

/** The line between two panes: dragged by the pointer, moved by the arrow keys. */
export function Splitter({ label, paneLies, size, least, most, onResize, onPress }: SplitterProps) {
  const [from, setFrom] = useState<{ readonly at: number; readonly size: number } | null>(null);
  const lying = paneLies === 'below';
  const sign = paneLies === 'left' ? 1 : -1;
  const placeOf = ({ clientX, clientY }: PointerEvent): number => (lying ? clientY : clientX);
  // A pane is narrower than its size where the window has no room for it: the line is moved from where it stands.
  const shownSize = (line: HTMLElement): number =>
    lying ? size : Math.min(size, Math.round(line.parentElement?.getBoundingClientRect().width ?? size));

  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setFrom({ at: placeOf(event), size: shownSize(event.currentTarget) });
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    if (from) onResize(from.size + sign * (placeOf(event) - from.at));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const moves: Readonly<Record<string, number>> = lying
      ? { ArrowUp: STEP, ArrowDown: -STEP }
      : { ArrowLeft: -sign * STEP, ArrowRight: sign * STEP };
    const move = moves[event.key];
    if (move !== undefined) onResize(shownSize(event.currentTarget) + move);
    else if (event.key === 'Home') onResize(least);
    else if (event.key === 'End') onResize(most);
    else if (event.key === 'Enter') onPress();
    else return;
    event.preventDefault();
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be dragged; this is the window splitter pattern of ARIA.
    <div
      role="separator"
      aria-label={label}
      aria-orientation={lying ? 'horizontal' : 'vertical'}
      aria-valuenow={size}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      className={cx(styles.splitter, lying && styles.lying)}
      data-dragging={from ? '' : undefined}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => setFrom(null)}
      onPointerCancel={() => setFrom(null)}
      onDoubleClick={onPress}
      onKeyDown={onKeyDown}
    />
  );
}
