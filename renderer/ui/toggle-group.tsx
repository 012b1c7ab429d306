import { type KeyboardEvent, useRef } from 'react';
import { cx } from './cx.ts';
import styles from './toggle-group.module.css';

interface Choice<Id extends string> {
  readonly id: Id;
  readonly name: string;
}

interface ToggleGroupProps<Id extends string> {
  readonly label: string;
  readonly choices: readonly Choice<Id>[];
  readonly chosen: readonly string[];
  /** Whether more than one can be chosen. */
  readonly several?: boolean;
  /** Whether a press on what is chosen takes it back. */
  readonly takesBack?: boolean;
  /** Small words instead of buttons with a border. */
  readonly quiet?: boolean;
  /** All that are chosen after a press, in the order of the choices. */
  readonly onChange: (chosen: readonly Id[]) => void;
}

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/**
 * A few choices beside each other, of which one or several are chosen by a press; one stop of Tab, arrows go from one
 * to the next. Plain buttons, because an inspector full of them is drawn with every new span.
 */
export function ToggleGroup<Id extends string>(props: ToggleGroupProps<Id>) {
  const { choices, chosen, several = false, takesBack = true } = props;
  const group = useRef<HTMLDivElement>(null);
  const held = Math.max(
    0,
    choices.findIndex(({ id }) => chosen.includes(id)),
  );
  const press = (id: Id): void => {
    const was = chosen.includes(id);
    if (was && !takesBack) return;
    const next = choices.filter((each) => (each.id === id ? !was : several && chosen.includes(each.id)));
    props.onChange(next.map((each) => each.id));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>): void => {
    const step = STEPS[event.key];
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const buttons = [...(group.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(event.currentTarget);
    buttons[Math.max(0, Math.min(buttons.length - 1, at + step))]?.focus();
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles may have a name.
    <div
      ref={group}
      role={several ? 'group' : 'radiogroup'}
      aria-label={props.label}
      className={props.quiet ? styles.words : styles.choices}
    >
      {choices.map(({ id, name }, index) => {
        const selected = chosen.includes(id);
        return (
          <button
            key={id}
            type="button"
            {...(several ? { 'aria-pressed': selected } : { role: 'radio', 'aria-checked': selected })}
            tabIndex={index === held ? 0 : -1}
            data-selected={selected || undefined}
            className={cx(styles.toggle, props.quiet ? styles.word : styles.choice)}
            onClick={() => press(id)}
            onKeyDown={onKeyDown}
          >
            {name}
          </button>
        );
      })}
    </div>
  );
}
