import type { Scheme } from '#model/scheme.ts';
import { t } from '../../i18n/i18n.ts';
import type { SelectOption } from '../../ui/field.tsx';
import { type FoundName, type NameChoice, nameKey } from './names-of.ts';

const NOWHERE = 'nowhere';
type To = NameChoice['to'];

interface NameOptions {
  readonly options: readonly SelectOption<string>[];
  /** The one in force. */
  readonly value: string;
  readonly toChoice: (value: string) => To;
}

/** What a name of a file can become: nothing, something new in the scheme, or a label that there is. */
export function createNameOptions(
  scheme: Scheme,
  choices: readonly NameChoice[],
): (name: FoundName) => NameOptions {
  const layers = scheme.layers.filter(({ archived }) => archived !== true);
  const known = layers.flatMap((layer): SelectOption<string>[] =>
    layer.labels.length === 0
      ? [{ value: toValue({ layer: layer.id, label: null }), name: layer.name }]
      : layer.labels
          .filter(({ archived }) => archived !== true)
          .map((label) => ({
            value: toValue({ layer: layer.id, label: label.id }),
            name: `${layer.name}: ${label.name}`,
          })),
  );
  const chosen = new Map(choices.map((choice) => [nameKey(choice), choice.to]));
  const withLabels = layers.filter(({ labels }) => labels.length > 0);
  return (name) => {
    const label = name.label ?? name.layer;
    const home = layers.find(({ id }) => id === name.home);
    const own: SelectOption<string> = {
      value: toValue({ newIn: null }),
      name:
        home === undefined
          ? t('importing.addLayer', { layer: name.layer })
          : t('importing.addTo', { layer: home.name, label }),
    };
    const elsewhere = withLabels
      .filter(({ id }) => id !== home?.id)
      .map((layer) => ({
        value: toValue({ newIn: layer.id }),
        name: t('importing.addTo', { layer: layer.name, label }),
      }));
    const isKnown = name.by === 'name' || name.by === 'id';
    const additions = isKnown ? [] : home?.labels.length === 0 ? elsewhere : [own, ...elsewhere];
    const options = [{ value: NOWHERE, name: t('importing.leaveOut') }, ...additions, ...known];
    // As chosen, before what comes of it is known.
    const choice = chosen.get(nameKey(name));
    const value =
      choice === undefined ? chosenValue(name, scheme) : choice === null ? NOWHERE : toValue(choice);
    return { options, value, toChoice };
  };
}

/** Of what will be new: whether it goes to the layer that the file names, or to another that there is. */
function chosenValue({ to, by, home }: FoundName, scheme: Scheme): string {
  if (to === null) return NOWHERE;
  if (by !== 'new') return toValue(to);
  const isElsewhere = to.layer !== home && scheme.layers.some(({ id }) => id === to.layer);
  return toValue({ newIn: isElsewhere ? to.layer : null });
}

function toValue(to: Exclude<To, null>): string {
  return JSON.stringify(to);
}

function toChoice(value: string): To {
  return value === NOWHERE ? null : (JSON.parse(value) as To);
}
