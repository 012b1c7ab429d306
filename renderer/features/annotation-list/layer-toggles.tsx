import { ToggleButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Layer } from '#model/scheme.ts';
import { toggleLayer, useDesk } from '../../state/desk.ts';
import { LayerMark } from '../../ui/layer-mark.tsx';
import styles from './annotation-list.module.css';

/** One button a layer: whether its spans are shown in the text and in the list. */
export function LayerToggles({ layers }: { readonly layers: readonly Layer[] }) {
  const { t } = useTranslation();
  const hidden = useDesk((state) => state.hiddenLayers);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a <fieldset> brings a look of its own.
    <div role="group" aria-label={t('annotations.layers')} className={styles.layers}>
      {layers.map((layer) => (
        <ToggleButton
          key={layer.id}
          aria-label={t('annotations.show', { layer: layer.name.toLowerCase() })}
          isSelected={!hidden.has(layer.id)}
          onChange={() => toggleLayer(layer.id)}
          className={styles.layer ?? ''}
        >
          <LayerMark layer={layer} small />
          {layer.name}
        </ToggleButton>
      ))}
    </div>
  );
}
