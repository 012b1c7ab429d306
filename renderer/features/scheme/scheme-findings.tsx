import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '#contract/contract.ts';
import styles from './scheme-dialog.module.css';

type Findings = ResponseOf<'scheme.inspect'>;
type Item = Findings['added'][number];

interface Group {
  readonly kind: Item['kind'];
  readonly place: string | null;
  readonly names: readonly string[];
}

/** Things of one kind in one place stand together, in the order of the file. */
function grouped(items: readonly Item[]): readonly Group[] {
  const groups = new Map<string, { kind: Item['kind']; place: string | null; names: string[] }>();
  for (const { kind, place, name } of items) {
    const key = `${kind} ${place}`;
    const group = groups.get(key) ?? { kind, place, names: [] };
    group.names.push(name);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** What is added, by kind and place; what differs and stays; what of the file was left out. */
export function SchemeFindings({ found }: { readonly found: Findings }) {
  const { t } = useTranslation();
  const groups = grouped(found.added);
  return (
    <section aria-live="polite" className={styles.findings}>
      {groups.length === 0 ? (
        <p>{t('scheme.nothing')}</p>
      ) : (
        <>
          <h3>{t('scheme.added', { count: found.added.length })}</h3>
          <dl
            className={styles.added}
            tabIndex={0}
            aria-label={t('scheme.added', { count: found.added.length })}
          >
            {groups.map(({ kind, place, names }) => (
              <div key={`${kind} ${place}`}>
                <dt>
                  {place === null ? t(`scheme.groups.${kind}`) : t(`scheme.groupsIn.${kind}`, { place })}
                </dt>
                <dd>{names.join(', ')}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      {found.clashes.length > 0 && (
        <Remarks
          title={t('scheme.clashes', { count: found.clashes.length })}
          lines={found.clashes.map(({ kind, place, name, why }) =>
            t('scheme.clash', {
              kind: t(`scheme.items.${kind}`),
              name: place === null ? name : `${place}: ${name}`,
              why,
            }),
          )}
        />
      )}
      {found.notices.length > 0 && <Remarks title={t('scheme.notices')} lines={found.notices} />}
    </section>
  );
}

function Remarks({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  return (
    <>
      <h3 className={styles.note}>{title}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard. */}
      <ul className={styles.remarks} tabIndex={0} aria-label={title}>
        {[...new Set(lines)].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}
