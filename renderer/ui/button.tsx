import { type ReactNode, useId } from 'react';
import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
  TooltipTrigger,
} from 'react-aria-components';
import styles from './button.module.css';
import { cx } from './cx.ts';
import { Tip } from './tip.tsx';

interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children'> {
  readonly kind?: 'ordinary' | 'primary' | 'quiet';
  readonly children: ReactNode;
  readonly className?: string | undefined;
}

export function Button({ kind = 'ordinary', className, ...props }: ButtonProps) {
  const look = kind === 'primary' ? styles.primary : kind === 'quiet' ? styles.quiet : null;
  return <AriaButton {...props} className={cx(styles.button, look, className)} />;
}

interface IconButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'aria-label'> {
  /** What it does: its accessible name and its tip. An element that follows what it says by itself, or a string. */
  readonly label: ReactNode;
  /** Keys that do the same, shown in the tip. */
  readonly keys?: readonly string[];
  readonly pressed?: boolean;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}

/** A button that is only a picture; its name and its key appear beside it. */
export function IconButton({ label, keys, pressed, className, children, ...props }: IconButtonProps) {
  const nameId = useId();
  const isText = typeof label === 'string';
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      <AriaButton
        {...props}
        {...(isText ? { 'aria-label': label } : { 'aria-labelledby': nameId })}
        {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
        className={cx(styles.button, styles.icon, className)}
      >
        {children}
        {!isText && (
          <span id={nameId} hidden>
            {label}
          </span>
        )}
      </AriaButton>
      <Tip keys={keys ?? []}>{label}</Tip>
    </TooltipTrigger>
  );
}
