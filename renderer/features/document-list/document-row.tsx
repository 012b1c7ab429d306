import { Circle, CircleCheck, CircleDashed, CircleDot } from 'lucide-react';
import { createContext, memo, useContext } from 'react';
import { ListBoxItem } from 'react-aria-components';
import type { DocumentState } from '#model/document.ts';
import type { Layer } from '#model/scheme.ts';
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

interface RowProps {
  readonly listed: DocumentRow;
  readonly layers: readonly Layer[];
}

/** A document in the list: state, title, how many spans of each layer, how long. */
export function DocumentListRow({ listed, layers }: RowProps) {
  return (
    <ListBoxItem id={listed.id} textValue={listed.title} className={styles.row ?? ''}>
      <Facts listed={listed} layers={layers} />
    </ListBoxItem>
  );
}

function Facts({ listed, layers }: RowProps) {
  const row = useContext(ListedRows).get(listed.id) ?? listed;
  return <RowFacts row={row} layers={layers} />;
}

interface FactsProps {
  readonly row: DocumentRow;
  readonly layers: readonly Layer[];
}

const RowFacts = memo(({ row, layers }: FactsProps) => {
  const Icon = STATE_ICONS[row.state];
  const counted = layers.flatMap((layer) => {
    const count = row.counts[layer.id] ?? 0;
    return count > 0 ? [{ layer, count }] : [];
  });
  return (
    <>
      <Icon size={14} aria-hidden className={styles.state} data-state={row.state} />
      <span className={styles.title} title={row.title}>
        {row.title}
      </span>
      <Unseen>
        {`, ${t(`states.${row.state}`)}`}
        {counted.map(({ layer, count }) => (
          <SpokenCount key={layer.id} layer={layer} count={count} />
        ))}
      </Unseen>
      <span className={styles.facts} aria-hidden>
        {counted.map(({ layer, count }) => (
          <Count key={layer.id} layer={layer} count={count} />
        ))}
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
