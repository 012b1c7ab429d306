import {
  type FocusEvent,
  type PointerEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from 'react';
import { Tooltip, TooltipTriggerStateContext } from 'react-aria-components';
import { Keys } from './keys.tsx';
import styles from './tip.module.css';

/** How long the pointer rests on a control before its tip appears; milliseconds. */
const REST = 500;

/**
 * When the tip of a control is to be seen: while the pointer rests on the control or the keyboard has come to it, until
 * it is pressed, left, or Escape. `on` goes onto the control.
 */
export function useTip() {
  const [shown, setShown] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const hide = (): void => {
    clearTimeout(timer.current);
    setShown(false);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (!shown) return;
    const onKeyDown = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') setShown(false);
    };
    document.addEventListener('keydown', onKeyDown, { capture: true });
    return () => document.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [shown]);
  const on = {
    onPointerEnter({ pointerType }: PointerEvent): void {
      if (pointerType !== 'touch') timer.current = setTimeout(() => setShown(true), REST);
    },
    onPointerLeave: hide,
    onPointerDown: hide,
    onFocus({ currentTarget }: FocusEvent): void {
      if (currentTarget.matches(':focus-visible')) setShown(true);
    },
    onBlur: hide,
  };
  return { shown, on, hide };
}

interface TipProps {
  readonly keys: readonly string[];
  readonly children: ReactNode;
  /** By which the control is described while the tip is there. */
  readonly id?: string;
  /** The control, where it is none of React Aria's. */
  readonly of?: RefObject<Element | null>;
}

/** The words that appear beside a control, with its key; within React Aria's `TooltipTrigger`, or in a `TipOf`. */
export function Tip({ id, of, keys, children }: TipProps) {
  return (
    <Tooltip {...(of ? { triggerRef: of } : {})} className={styles.tip ?? ''} offset={4}>
      <span {...(id ? { id } : {})} className={styles.words}>
        {children}
        <Keys keys={keys.slice(0, 1)} />
      </span>
    </Tooltip>
  );
}

/** A tip that is there as long as it is drawn. */
export function TipOf({ onClose, ...props }: TipProps & { readonly onClose: () => void }) {
  const state = { isOpen: true, shouldSkipAnimation: false, open: () => {}, close: onClose };
  return (
    <TooltipTriggerStateContext value={state}>
      <Tip {...props} />
    </TooltipTriggerStateContext>
  );
}
