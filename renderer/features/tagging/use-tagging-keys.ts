import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Layer } from '#model/scheme.ts';
import { useOpenDocument } from '../../client/open-document.ts';
import { interceptKeys } from '../../commands/dispatch.ts';
import { type Command, useCommands } from '../../commands/registry.ts';
import { useDesk } from '../../state/desk.ts';
import { startLinking, startRelabelling, startTagging, useTagging, watchForTurningAway } from './flow.ts';
import { takeFlowKey } from './flow-keys.ts';

/** The commands that tag, one for each layer with the key of the scheme, and the keys while something is asked. */
export function useTaggingKeys(layers: readonly Layer[]): void {
  const { t } = useTranslation();
  const commands = useMemo<readonly Command[]>(() => {
    const documentIsOpen = (): boolean => useOpenDocument.getState().open !== null;
    const spanIsSelected = (): boolean => useDesk.getState().selectedId !== null;
    return [
      ...layers.map(
        (layer): Command => ({
          id: `tag.${layer.id}`,
          title: t('commands.tagAs', { layer: layer.name.toLowerCase() }),
          group: 'tag',
          keys: [layer.key.toLowerCase()],
          scope: 'page',
          when: documentIsOpen,
          run: () => startTagging(layer),
        }),
      ),
      {
        id: 'span.link',
        title: t('commands.link'),
        group: 'span',
        keys: ['l'],
        scope: 'page',
        when: spanIsSelected,
        run: startLinking,
      },
      {
        id: 'span.relabel',
        title: t('commands.relabel'),
        group: 'span',
        keys: ['r'],
        scope: 'page',
        when: spanIsSelected,
        run: startRelabelling,
      },
    ];
  }, [layers, t]);
  useCommands(commands);
  useEffect(() => watchForTurningAway(), []);
  useEffect(
    () => interceptKeys((event, place) => takeFlowKey(event, place, useTagging.getState().step, layers)),
    [layers],
  );
}
