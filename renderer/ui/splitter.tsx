import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import styles from './splitter.module.css';

interface SplitterProps {
  readonly label: string;
  /** Which pane grows: the one before (`left`) or after (`right`) the line. */
  readonly side: 'left' | 'right';
  /** CSS pixels. */
  readonly width: number;
  readonly least: number;
  readonly most: number;
  readonly onResize: (width: number) => void;
  readonly onFold: () => void;
}

const STEP = 16;

/** The line between two panes: dragged by the pointer, moved by the arrow keys, folded by Enter or a double click. */
export function Splitter({ label, side, width, least, most, onResize, onFold }: SplitterProps) {
  const [from, setFrom] = useState<{ readonly x: number; readonly width: number } | null>(null);
  const sign = side === 'left' ? 1 : -1;

  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setFrom({ x: event.clientX, width });
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    if (from) onResize(from.width + sign * (event.clientX - from.x));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const moves: Readonly<Record<string, number>> = { ArrowLeft: -sign * STEP, ArrowRight: sign * STEP };
    const move = moves[event.key];
    if (move !== undefined) onResize(width + move);
    else if (event.key === 'Home') onResize(least);
    else if (event.key === 'End') onResize(most);
    else if (event.key === 'Enter') onFold();
    else return;
    event.preventDefault();
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be dragged; this is the window splitter pattern of ARIA.
    <div
      role="separator"
      aria-label={label}
      aria-orientation="vertical"
      aria-valuenow={width}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      className={styles.splitter}
      data-dragging={from ? '' : undefined}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => setFrom(null)}
      onPointerCancel={() => setFrom(null)}
      onDoubleClick={onFold}
      onKeyDown={onKeyDown}
    />
  );
}
