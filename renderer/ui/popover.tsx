import type { ReactNode } from 'react';
import { Popover as AriaPopover, type PopoverProps as AriaPopoverProps } from 'react-aria-components';

type PopoverProps = Pick<AriaPopoverProps, 'placement' | 'offset'> & {
  /** What the landmark is called: a popover stands outside of all others. */
  readonly label: string;
  readonly className: string | undefined;
  readonly children: ReactNode;
};

/** Something that opens beside its button, and is a landmark with all that is in it. */
export function Popover({ label, className, children, ...place }: PopoverProps) {
  return (
    <AriaPopover
      {...place}
      isNonModal
      className={className ?? ''}
      aria-label={label}
      // biome-ignore lint/a11y/useSemanticElements: the library asks for the element that it would have made.
      render={(props) => <div {...props} role="region" />}
    >
      {children}
    </AriaPopover>
  );
}
