import { type ComponentProps, type ReactNode, type Ref, useId, useRef } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import styles from './button.module.css';
import { cx } from './cx.ts';
import { TipOf, useTip } from './tip.tsx';

interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children'> {
  readonly ref?: Ref<HTMLButtonElement>;
  readonly kind?: 'ordinary' | 'primary' | 'quiet';
  readonly children: ReactNode;
  readonly className?: string | undefined;
}

export function Button({ kind = 'ordinary', className, ...props }: ButtonProps) {
  const look = kind === 'primary' ? styles.primary : kind === 'quiet' ? styles.quiet : null;
  return <AriaButton {...props} className={cx(styles.button, look, className)} />;
}

interface QuietButtonProps extends Omit<ComponentProps<'button'>, 'type' | 'onClick'> {
  readonly onPress: () => void;
}

/** A quiet button where many come and go with each span: the browser's own, which is drawn in a fraction of the time. */
export function QuietButton({ className, onPress, ...props }: QuietButtonProps) {
  return (
    <button
      {...props}
      type="button"
      onClick={onPress}
      className={cx(styles.button, styles.quiet, styles.plain, className)}
    />
  );
}

interface IconButtonProps {
  /** What it does: its accessible name and, where there is no other, its tip. */
  readonly label: string;
  /** What it would do now, drawn only while it is shown, because it changes with every span. */
  readonly tip?: ReactNode;
  /** Keys that do the same, shown in the tip. */
  readonly keys?: readonly string[];
  readonly pressed?: boolean;
  readonly isDisabled?: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}

/**
 * A button that is only a picture; its name and its key appear beside it. A plain button, because there are many and those of
 * the inspector come and go with each span.
 */
export function IconButton({
  label,
  tip,
  keys = [],
  pressed,
  isDisabled,
  onPress,
  ...rest
}: IconButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const shownTip = useTip();
  return (
    <>
      <button
        ref={button}
        type="button"
        disabled={isDisabled ?? false}
        aria-label={label}
        {...(shownTip.shown ? { 'aria-describedby': `${id}tip` } : {})}
        {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
        className={cx(styles.button, styles.icon, styles.plain, rest.className)}
        {...shownTip.on}
        onClick={() => {
          shownTip.hide();
          onPress();
        }}
      >
        {rest.children}
      </button>
      {shownTip.shown && (
        <TipOf id={`${id}tip`} of={button} keys={keys} onClose={shownTip.hide}>
          {tip ?? label}
        </TipOf>
      )}
    </>
  );
}
