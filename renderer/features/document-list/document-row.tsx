import { Circle, CircleCheck, CircleDashed, CircleDot, Users } from 'lucide-react';
import { createContext, memo, useContext } from 'react';
import { ListBoxItem } from 'react-aria-components';
import type { Annotator, DocumentState } from '#model/document.ts';
import type { Layer } from '#model/scheme.ts';
import { distinctionText } from '../../actions/document-words.ts';
import type { DocumentRow } from '../../client/bridge.ts';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.ts';
import { LayerMark } from '../../ui/layer-mark.tsx';
import { Unseen } from '../../ui/unseen.tsx';
import styles from './document-list.module.css';

const STATE_ICONS = {
  unassigned: CircleDashed,
  assigned: Circle,
  'in-progress': CircleDot,
  submitted: CircleCheck,
  returned: CircleDot,
  accepted: CircleCheck,
} as const satisfies Record<DocumentState, typeof Circle>;

/** The rows as they are now, for what is shown in a row that the list itself does not follow. */
export const ListedRows = createContext<ReadonlyMap<string, DocumentRow>>(new Map());

/** What a row says more than its document. */
interface Known {
  readonly layers: readonly Layer[];
  readonly annotators: readonly Annotator[];
}

interface RowProps extends Known {
  readonly listed: DocumentRow;
}

/** A document in the list: state, title, how many spans of each layer, who else has tagged it, how long. */
export function DocumentListRow({ listed, ...known }: RowProps) {
  return (
    <ListBoxItem id={listed.id} textValue={listed.title} className={styles.row ?? ''}>
      <Facts listed={listed} {...known} />
    </ListBoxItem>
  );
}

function Facts({ listed, ...known }: RowProps) {
  const row = useContext(ListedRows).get(listed.id) ?? listed;
  return <RowFacts row={row} {...known} />;
}

interface FactsProps extends Known {
  readonly row: DocumentRow;
}

const RowFacts = memo(({ row, layers, annotators }: FactsProps) => {
  const Icon = STATE_ICONS[row.state];
  const counted = layers.flatMap((layer) => {
    const count = row.counts[layer.id] ?? 0;
    return count > 0 ? [{ layer, count }] : [];
  });
  const distinction = distinctionText(row);
  const others = annotators.flatMap(({ id, name }) => {
    const count = row.others[id] ?? 0;
    return count > 0 ? [{ name, count }] : [];
  });
  const names = others.map(({ name }) => name).join(', ');
  return (
    <>
      <Icon size={14} aria-hidden className={styles.state} data-state={row.state} />
      <span className={styles.head} title={distinction ? `${row.title} · ${distinction}` : row.title}>
        <span className={styles.title}>{row.title}</span>
        {distinction && (
          <>
            <Unseen>, </Unseen>
            <span className={styles.distinction}>{distinction}</span>
          </>
        )}
      </span>
      <Unseen>
        {`, ${t(`states.${row.state}`)}`}
        {counted.map(({ layer, count }) => (
          <SpokenCount key={layer.id} layer={layer} count={count} />
        ))}
        {names && `, ${t('documents.others', { names })}`}
      </Unseen>
      <span className={styles.facts} aria-hidden>
        {counted.map(({ layer, count }) => (
          <Count key={layer.id} layer={layer} count={count} />
        ))}
        {names && (
          <span
            className={styles.others}
            title={others.map((other) => t('documents.countedOf', other)).join(', ')}
          >
            <Users size={13} aria-hidden />
            <span>{names}</span>
          </span>
        )}
        <Length length={row.length} />
      </span>
    </>
  );
});

interface CountProps {
  readonly layer: Layer;
  readonly count: number;
}

// Each remembered: of all that a row says, one count changes with a span.
const SpokenCount = memo(({ layer, count }: CountProps) => {
  return `, ${t('documents.counted', { count, layer: layer.name })}`;
});

const Count = memo(({ layer, count }: CountProps) => (
  <span className={styles.count} title={`${layer.name}: ${count}`}>
    <LayerMark layer={layer} small />
    {formatNumber(count)}
  </span>
));

const Length = memo(({ length }: { readonly length: number }) => {
  return (
    <span className={styles.length} title={t('documents.length', { count: length })}>
      {formatNumber(length)}
    </span>
  );
});
