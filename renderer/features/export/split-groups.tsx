import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '#contract/contract.ts';
import type { DocumentId } from '#model/ids.ts';
import { titleText } from '../../actions/document-words.ts';
import { allDocuments } from '../../client/all-documents.ts';
import { Button } from '../../ui/button.tsx';
import form from '../../ui/form.module.css';
import { DocumentPicker } from './document-picker.tsx';
import type { SplitChoice } from './draft.ts';
import styles from './split.module.css';

/** How many groups are shown: the largest. */
const SHOWN = 50;

type Split = ResponseOf<'export.split'>;

interface SplitGroupsProps {
  readonly split: Split;
  readonly choice: SplitChoice;
  readonly onChange: (change: Partial<SplitChoice>) => void;
}

/** The documents that stay together, which the user can take apart and put together. */
export function SplitGroups({ split, choice, onChange }: SplitGroupsProps) {
  const { t } = useTranslation();
  const { together = [], alone = [] } = choice;
  const titleOf = useTitles();
  const shown = split.groups.slice(0, SHOWN);
  const more = split.groupCount - shown.length;
  const takeOut = (id: DocumentId): void =>
    onChange({
      alone: [...alone, id],
      together: together.map((ids) => ids.filter((each) => each !== id)).filter((ids) => ids.length > 1),
    });
  return (
    <section aria-label={t('exporting.groups')}>
      <h4 className={styles.heading}>
        {t('exporting.groups')}
        <span className={form.facts} role="status">
          {split.groupCount === 0
            ? t('exporting.noGroups')
            : t('exporting.groupedIn', {
                groups: t('exporting.groupCount', { count: split.groupCount }),
                documents: t('documents.count', { count: split.grouped }),
              })}
        </span>
      </h4>
      {shown.length > 0 && (
        <ul className={styles.groups}>
          {shown.map((group) => (
            <Group
              key={group.documents[0]?.id}
              group={group}
              titleOf={titleOf}
              isByHand={together.some((ids) =>
                ids.every((id) => group.documents.some((one) => one.id === id)),
              )}
              onTakeOut={takeOut}
            />
          ))}
          {more > 0 && <li className={form.facts}>{t('exporting.moreGroups', { count: more })}</li>}
        </ul>
      )}
      {(alone.length > 0 || together.length > 0) && (
        <ByHand alone={alone} together={together} titleOf={titleOf} onChange={onChange} />
      )}
      <KeepTogether onKeep={(ids) => onChange({ together: [...together, [...ids]] })} />
    </section>
  );
}

interface GroupProps {
  readonly group: Split['groups'][number];
  readonly titleOf: TitleOf;
  readonly isByHand: boolean;
  readonly onTakeOut: (id: DocumentId) => void;
}

function Group({ group, titleOf, isByHand, onTakeOut }: GroupProps) {
  const { t } = useTranslation();
  const { split, size, documents } = group;
  return (
    <li className={styles.group}>
      <p className={styles.groupHead}>
        <span className={styles.key} data-split={split} aria-hidden />
        {t('exporting.groupOf', {
          documents: t('documents.count', { count: size }),
          split: t(`exporting.splits.${split}`),
        })}
        {isByHand && ` · ${t('exporting.byHand')}`}
      </p>
      <ul>
        {documents.map(({ id }) => (
          <li key={id} className={styles.member}>
            <span className={styles.title}>{titleOf(id)}</span>
            <Button
              kind="quiet"
              className={styles.small}
              aria-label={t('exporting.takeOutOf', { title: titleOf(id) })}
              onPress={() => onTakeOut(id)}
            >
              {t('exporting.takeOut')}
            </Button>
          </li>
        ))}
        {size > documents.length && (
          <li className={form.facts}>{t('exporting.moreMembers', { count: size - documents.length })}</li>
        )}
      </ul>
    </li>
  );
}

interface ByHandProps {
  readonly titleOf: TitleOf;
  readonly alone: readonly DocumentId[];
  readonly together: readonly (readonly DocumentId[])[];
  readonly onChange: (change: Partial<SplitChoice>) => void;
}

/** What the user changed about the groups, each to be taken back. */
function ByHand({ alone, together, titleOf, onChange }: ByHandProps) {
  const { t } = useTranslation();
  return (
    <ul className={styles.byHand}>
      {alone.map((id) => (
        <li key={id} className={styles.member}>
          <span className={form.facts}>{t('exporting.takenOut')}</span>
          <span className={styles.title}>{titleOf(id)}</span>
          <Button
            kind="quiet"
            className={styles.small}
            aria-label={t('exporting.putBackInto', { title: titleOf(id) })}
            onPress={() => onChange({ alone: alone.filter((each) => each !== id) })}
          >
            {t('exporting.putBack')}
          </Button>
        </li>
      ))}
      {together.map((ids) => (
        <li key={ids.join()} className={styles.member}>
          <span className={form.facts}>{t('exporting.byHand')}</span>
          <span className={styles.title}>{ids.map(titleOf).join(' · ')}</span>
          <Button
            kind="quiet"
            className={styles.small}
            aria-label={t('exporting.dissolveOf', { titles: ids.map(titleOf).join(', ') })}
            onPress={() =>
              onChange({ together: together.filter((each) => each !== ids).map((each) => [...each]) })
            }
          >
            {t('exporting.dissolve')}
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** What the user reads for a document. */
type TitleOf = (id: DocumentId) => string;

/** The titles of all documents, those that others have too with what tells them apart. */
function useTitles(): TitleOf {
  const { data } = useQuery({ ...allDocuments, select: titlesOf });
  return (id) => data?.get(id) ?? '';
}

function titlesOf({ documents }: ResponseOf<'document.list'>): ReadonlyMap<DocumentId, string> {
  return new Map(documents.map((row) => [row.id, titleText(row)]));
}

/** Picks documents that are to stay together. */
function KeepTogether({ onKeep }: { readonly onKeep: (ids: readonly DocumentId[]) => void }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<readonly DocumentId[] | null>(null);
  if (chosen === null) {
    return (
      <Button kind="quiet" className={styles.more} onPress={() => setChosen([])}>
        {t('exporting.keepTogether')}
      </Button>
    );
  }
  return (
    <div className={styles.keep}>
      <DocumentPicker label={t('exporting.keepTogether')} chosen={chosen} onChange={setChosen} />
      <div className={styles.keepFoot}>
        <Button kind="quiet" onPress={() => setChosen(null)}>
          {t('common.cancel')}
        </Button>
        <Button
          isDisabled={chosen.length < 2}
          onPress={() => {
            onKeep(chosen);
            setChosen(null);
          }}
        >
          {t('exporting.keepThese', { count: chosen.length })}
        </Button>
      </div>
    </div>
  );
}
