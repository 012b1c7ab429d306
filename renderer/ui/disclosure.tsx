import { ChevronRight } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { Disclosure as AriaDisclosure, Button, DisclosurePanel, Heading } from 'react-aria-components';
import styles from './disclosure.module.css';

interface DisclosureProps {
  readonly title: string;
  /** What is chosen inside, said while it is closed and while it is open. */
  readonly summary?: string;
  readonly startsOpen?: boolean;
  readonly children: ReactNode;
}

/** A part of a dialog that opens under its heading. */
export function Disclosure({ title, summary, startsOpen, children }: DisclosureProps) {
  const element = useRef<HTMLDivElement>(null);
  return (
    <AriaDisclosure
      ref={element}
      className={styles.disclosure ?? ''}
      defaultExpanded={startsOpen ?? false}
      onExpandedChange={(isOpen) => isOpen && showOpened(element.current)}
    >
      <Heading level={3} className={styles.heading ?? ''}>
        <Button slot="trigger" className={styles.trigger ?? ''}>
          <ChevronRight size={15} aria-hidden className={styles.chevron} />
          <span className={styles.title}>{title}</span>
          {summary !== undefined && <span className={styles.summary}>{summary}</span>}
        </Button>
      </Heading>
      <DisclosurePanel className={styles.panel ?? ''}>{children}</DisclosurePanel>
    </AriaDisclosure>
  );
}

/** What opens at the lower edge of a dialog would be out of sight. A frame later it is as high as it is going to be. */
export function showOpened(element: Element | null): void {
  requestAnimationFrame(() => element?.scrollIntoView({ block: 'nearest' }));
}
