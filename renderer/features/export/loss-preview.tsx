import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '#contract/contract.ts';
import type { FormatSummary, ProjectInfo } from '../../client/bridge.ts';
import { showOpened } from '../../ui/disclosure.tsx';
import form from '../../ui/form.module.css';
import type { FormatDraft } from './draft.ts';
import styles from './export-dialog.module.css';
import { PolicySelect } from './policy-select.tsx';

type Preview = ResponseOf<'export.preview'>;
type Loss = Preview['losses'][number];

/** How many layers and attributes are told of one loss. */
const SHOWN_PARTS = 4;

interface LossPreviewProps {
  readonly project: ProjectInfo;
  readonly format: FormatSummary;
  readonly preview: Preview | null;
  /** True while another preview is on its way. */
  readonly isStale: boolean;
  readonly draft: FormatDraft;
  readonly onChange: (change: Partial<FormatDraft>) => void;
}

/** What of this project the format cannot hold, by cause, each with the choice that it hangs on. */
export function LossPreview({ project, format, preview, isStale, draft, onChange }: LossPreviewProps) {
  const { t } = useTranslation();
  const offered = new Set<Loss['choice']>();
  return (
    <section className={styles.losses} aria-label={t('exporting.lossTitle')} aria-busy={isStale}>
      {preview !== null && (
        <p className={preview.losses.length === 0 ? form.facts : styles.lossHead} aria-live="polite">
          {preview.losses.length === 0 ? t('exporting.nothingLost') : t('exporting.lost')}
        </p>
      )}
      {preview !== null && preview.losses.length > 0 && (
        <ul className={styles.lossList}>
          {preview.losses.map((loss) => {
            const { what, why, count, choice } = loss;
            const isOffered = choice !== undefined && format.choices.includes(choice) && !offered.has(choice);
            offered.add(choice);
            return (
              <li key={`${what} ${why}`} className={styles.loss}>
                <p>
                  <strong>{t(`exporting.losses.${what}`, { count })}</strong> {why}
                  <Parts loss={loss} project={project} />
                </p>
                {isOffered && <PolicySelect policy={choice} draft={draft} onChange={onChange} />}
              </li>
            );
          })}
        </ul>
      )}
      {format.linkedWords !== null && preview !== null && preview.written.linkedWords > 0 && (
        <p className={form.facts}>{t('exporting.linkedWordsAre', { how: format.linkedWords })}</p>
      )}
      {format.loses.length > 0 && (
        <details
          className={styles.never}
          onToggle={({ currentTarget }) => currentTarget.open && showOpened(currentTarget)}
        >
          <summary>{t('exporting.neverTitle')}</summary>
          <ul>
            {format.loses.map((what) => (
              <li key={what}>{what}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Parts({ loss: { parts }, project }: { readonly loss: Loss; readonly project: ProjectInfo }) {
  const { t } = useTranslation();
  if (parts.length === 0) return null;
  const told = parts.slice(0, SHOWN_PARTS).map(({ layer: id, attribute, count }) => {
    const layer = project.scheme.layers.find((each) => each.id === id);
    const name = layer?.name ?? id;
    if (attribute === null) return t('exporting.ofLayer', { layer: name, count });
    const known = layer?.attributes.find((each) => each.id === attribute)?.name ?? attribute;
    return t('exporting.ofAttribute', { attribute: known, layer: name, count });
  });
  const more = parts.length - told.length;
  return (
    <span className={styles.parts}>
      {[...told, ...(more > 0 ? [t('exporting.andMore', { count: more })] : [])].join(' · ')}
    </span>
  );
}
