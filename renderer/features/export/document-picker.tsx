import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { useState } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { DocumentId } from '#model/ids.ts';
import { titleText } from '../../actions/document-words.ts';
import { ask } from '../../client/bridge.ts';
import { queryKeys } from '../../client/query-client.ts';
import { Button } from '../../ui/button.tsx';
import { SearchField } from '../../ui/field.tsx';
import form from '../../ui/form.module.css';
import styles from './document-picker.module.css';

/** How many are listed at a time: who looks for one among more searches. */
const SHOWN = 200;

interface DocumentPickerProps {
  readonly label: string;
  readonly chosen: readonly DocumentId[];
  readonly onChange: (chosen: readonly DocumentId[]) => void;
}

/** Some of the documents of the project, found by a search and ticked in a list. */
export function DocumentPicker({ label, chosen, onChange }: DocumentPickerProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const found = useQuery({
    queryKey: queryKeys.documents(search),
    queryFn: () => ask('document.list', { search }),
    placeholderData: keepPreviousData,
  });
  const rows = found.data?.documents ?? [];
  const listed = rows.slice(0, SHOWN);
  const ids = new Set(listed.map(({ id }) => id));
  const elsewhere = chosen.filter((id) => !ids.has(id));
  const take = (picked: readonly DocumentId[]): void => onChange([...elsewhere, ...picked]);
  return (
    <div className={styles.picker}>
      <SearchField
        label={t('exporting.search')}
        clearLabel={t('exporting.clearSearch')}
        value={search}
        onChange={setSearch}
      />
      <ListBox
        aria-label={label}
        className={styles.list ?? ''}
        selectionMode="multiple"
        selectedKeys={chosen.filter((id) => ids.has(id))}
        onSelectionChange={(keys) =>
          take(listed.map(({ id }) => id).filter((id) => keys === 'all' || keys.has(id)))
        }
        renderEmptyState={() =>
          found.isPending ? null : <p className={form.facts}>{t('exporting.noneFound', { search })}</p>
        }
      >
        {listed.map((row) => (
          <ListBoxItem key={row.id} id={row.id} textValue={titleText(row)} className={styles.option ?? ''}>
            {({ isSelected }) => (
              <>
                <span className={styles.mark} data-selected={isSelected || undefined} aria-hidden>
                  {isSelected && <Check size={11} />}
                </span>
                <span className={styles.title}>{titleText(row)}</span>
              </>
            )}
          </ListBoxItem>
        ))}
      </ListBox>
      <div className={styles.foot}>
        <span className={form.facts} aria-live="polite">
          {t('exporting.picked', { count: chosen.length })}
          {rows.length > SHOWN && ` · ${t('exporting.moreFound', { shown: SHOWN, found: rows.length })}`}
        </span>
        <Button
          kind="quiet"
          isDisabled={listed.length === 0}
          onPress={() => take(listed.map(({ id }) => id))}
        >
          {t('exporting.chooseListed')}
        </Button>
        <Button kind="quiet" isDisabled={chosen.length === 0} onPress={() => onChange([])}>
          {t('exporting.chooseNone')}
        </Button>
      </div>
    </div>
  );
}
