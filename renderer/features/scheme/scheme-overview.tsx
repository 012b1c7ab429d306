import { useTranslation } from 'react-i18next';
import type { Attribute, Layer, Scheme } from '#model/scheme.ts';
import { t } from '../../i18n/i18n.ts';
import { closeDialog } from '../../state/dialogs.ts';
import { Dialog } from '../../ui/dialog.tsx';
import form from '../../ui/form.module.css';
import { Keys } from '../../ui/keys.tsx';
import { LayerMark } from '../../ui/layer-mark.tsx';
import styles from './scheme-overview.module.css';

/** The scheme to look things up in while tagging: what each layer, label, attribute and relation is for, and its key. */
export function SchemeOverview({ scheme }: { readonly scheme: Scheme }) {
  const { t } = useTranslation();
  const nameOf = (id: string): string => scheme.layers.find((layer) => layer.id === id)?.name ?? id;
  const named = (ids: readonly string[]): string => ids.map(nameOf).join(', ');
  return (
    <Dialog
      title={t('scheme.overview.title', { name: scheme.name })}
      width={680}
      onClose={closeDialog}
      reading
    >
      {scheme.description && <p>{scheme.description}</p>}
      <p className={form.facts}>{t('scheme.overview.version', { version: scheme.version })}</p>
      {scheme.layers.map((layer) => (
        <LayerSection key={layer.id} layer={layer} nameOf={nameOf} />
      ))}
      {scheme.relationTypes.length > 0 && (
        <section className={styles.layer}>
          <h3>{t('scheme.overview.relations')}</h3>
          <dl className={styles.things}>
            {scheme.relationTypes.map((type) => (
              <Thing
                key={type.id}
                thing={type}
                what={t('scheme.overview.leads', {
                  from: named(type.sourceLayers),
                  to: named(type.targetLayers),
                })}
              />
            ))}
          </dl>
        </section>
      )}
    </Dialog>
  );
}

interface LayerSectionProps {
  readonly layer: Layer;
  readonly nameOf: (id: string) => string;
}

function LayerSection({ layer, nameOf }: LayerSectionProps) {
  return (
    <section className={styles.layer}>
      <h3>
        <LayerMark layer={layer} />
        {layer.name}
        {layer.archived ? <Archived /> : <Keys keys={[layer.key]} />}
      </h3>
      {layer.description && <p>{layer.description}</p>}
      {layer.labels.length > 0 && (
        <>
          <h4>{t('scheme.overview.labels')}</h4>
          <dl className={styles.things}>
            {layer.labels.map((label) => (
              <Thing key={label.id} thing={label} keyOf={label.archived ? undefined : label.key} />
            ))}
          </dl>
        </>
      )}
      {layer.attributes.length > 0 && (
        <>
          <h4>{t('scheme.overview.attributes')}</h4>
          <dl className={styles.things}>
            {layer.attributes.map((attribute) => (
              <Thing key={attribute.id} thing={attribute} what={valuesOf(attribute, nameOf)} />
            ))}
          </dl>
        </>
      )}
    </section>
  );
}

/** What an attribute may be set to, in words. */
function valuesOf(attribute: Attribute, nameOf: (id: string) => string): string {
  const { type, choices = [], targetLayers = [], targetKinds = [], quick } = attribute;
  const values = [
    ...choices.map(({ name }) => name),
    ...targetLayers.map(nameOf),
    ...targetKinds.map((kind) => t(`scheme.overview.ends.${kind}`)),
  ].join(', ');
  const said = t(`scheme.overview.types.${type}`, { values });
  return quick ? `${said}; ${t('scheme.overview.quick')}` : said;
}

interface ThingProps {
  readonly thing: { readonly name: string; readonly description: string; readonly archived?: boolean };
  readonly keyOf?: string | undefined;
  readonly what?: string;
}

function Thing({ thing, keyOf, what }: ThingProps) {
  return (
    <div>
      <dt>
        {thing.name}
        {keyOf !== undefined && <Keys keys={[keyOf]} />}
        {thing.archived && <Archived />}
      </dt>
      <dd>
        {thing.description}
        {what && <span className={form.facts}>{what}</span>}
      </dd>
    </div>
  );
}

function Archived() {
  return <span className={form.facts}>{t('scheme.overview.archived')}</span>;
}
