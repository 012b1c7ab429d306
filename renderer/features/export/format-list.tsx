import { useEffect, useRef } from 'react';
import { Header, ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { FORMAT_USES } from '#model/export-choice.ts';
import type { FormatId } from '#model/format-id.ts';
import type { FormatSummary } from '../../client/bridge.ts';
import styles from './format-list.module.css';

interface FormatListProps {
  readonly formats: readonly FormatSummary[];
  readonly chosen: FormatId;
  readonly onChoose: (id: FormatId) => void;
}

/** The formats by what they are for. Arrow keys choose. */
export function FormatList({ formats, chosen, onChoose }: FormatListProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  // The one that was exported the last time may be far down.
  const isThere = formats.length > 0;
  useEffect(() => {
    if (!isThere) return undefined;
    // The list puts its items up after this effect.
    const frame = requestAnimationFrame(() =>
      list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'center' }),
    );
    return () => cancelAnimationFrame(frame);
  }, [isThere]);
  return (
    <ListBox
      ref={list}
      aria-label={t('exporting.format')}
      className={styles.list ?? ''}
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      selectedKeys={[chosen]}
      onSelectionChange={(keys) => {
        const next = formats.find(({ id }) => keys !== 'all' && keys.has(id));
        if (next !== undefined && next.id !== chosen) onChoose(next.id);
      }}
    >
      {FORMAT_USES.map((use) => {
        const own = formats.filter((format) => format.use?.kind === use);
        return (
          <ListBoxSection key={use} id={use} className={styles.section ?? ''}>
            <Header className={styles.heading ?? ''}>{t(`exporting.uses.${use}`)}</Header>
            {own.map(({ id, name }) => (
              <ListBoxItem key={id} id={id} textValue={name} className={styles.format ?? ''}>
                {name}
              </ListBoxItem>
            ))}
          </ListBoxSection>
        );
      })}
    </ListBox>
  );
}
