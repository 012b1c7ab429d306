import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { cx } from './cx.ts';
import {
  type LongListGroup,
  type LongListMeasure,
  rowAfterKey,
  rowAt,
  sliceGroups,
  topOfRow,
} from './long-list.ts';
import styles from './long-listbox.module.css';

/** Rows drawn above and below those in sight, in CSS pixels. */
const MARGIN = 200;

interface LongListboxProps<Item, Group extends LongListGroup<Item>> {
  readonly label: string;
  readonly className?: string | undefined;
  readonly rowClassName?: string | undefined;
  readonly groups: readonly Group[];
  readonly measure: LongListMeasure;
  readonly keyOf: (item: Item) => string;
  readonly headingOf: (group: Group) => string;
  readonly hueOf: (group: Group) => string;
  /** What a row shows; its text is the row's name. Rows are drawn anew only where item or group are others. */
  readonly children: (item: Item, group: Group) => ReactNode;
  readonly selectedKey: string | null;
  readonly onChoose: (key: string) => void;
  readonly onHover: (key: string | null) => void;
}

/**
 * A listbox in which only the rows near the viewport are elements, so that a change among ten thousand costs no
 * more than one among ten. Arrows, Home, End and Page keys move; Enter, Space and a click choose.
 */
export function LongListbox<Item, Group extends LongListGroup<Item>>(props: LongListboxProps<Item, Group>) {
  const { groups, measure, keyOf, selectedKey } = props;
  const list = useRef<HTMLDivElement>(null);
  const [viewport, setViewport] = useState({ top: 0, height: 600 });
  const [activeIndex, setActiveIndex] = useState(0);
  const takeFocus = useRef(false);
  const count = groups.reduce((sum, { items }) => sum + items.length, 0);
  const active = Math.min(activeIndex, count - 1);
  const slices = sliceGroups(groups, measure, { ...viewport, margin: MARGIN });
  const last = slices.at(-1);

  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const see = (): void => {
      const { scrollTop: top, clientHeight: height } = element;
      setViewport((before) => (before.top === top && before.height === height ? before : { top, height }));
    };
    // At once: a frame later would be one more frame for each change of what stands below the list.
    const observer = new ResizeObserver(() => flushSync(see));
    observer.observe(element);
    element.addEventListener('scroll', see, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', see);
    };
  }, []);

  const reveal = (index: number): void => {
    const element = list.current;
    if (!element) return;
    const top = topOfRow(groups, measure, index);
    if (top - measure.heading < element.scrollTop) element.scrollTop = top - measure.heading;
    else if (top + measure.row > element.scrollTop + element.clientHeight) {
      element.scrollTop = top + measure.row - element.clientHeight;
    }
  };

  // What is selected elsewhere is shown here and is where the arrows begin.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another selection moves the list.
  useEffect(() => {
    if (selectedKey === null) return;
    let before = 0;
    for (const { items } of groups) {
      const place = items.findIndex((item) => keyOf(item) === selectedKey);
      if (place >= 0) {
        setActiveIndex(before + place);
        reveal(before + place);
        return;
      }
      before += items.length;
    }
  }, [selectedKey]);

  useLayoutEffect(() => {
    if (!takeFocus.current) return;
    takeFocus.current = false;
    list.current?.querySelector<HTMLElement>(`[data-index="${active}"]`)?.focus({ preventScroll: true });
  });

  const keyAt = (index: number): string | null => {
    const at = rowAt(groups, index);
    const item = at === null ? undefined : groups[at.group]?.items[at.place];
    return item === undefined ? null : keyOf(item);
  };
  const onClick = (event: React.MouseEvent): void => {
    const row = event.target instanceof Element ? event.target.closest('[data-index]') : null;
    const index = Number(row?.getAttribute('data-index') ?? Number.NaN);
    const key = keyAt(index);
    if (key === null) return;
    setActiveIndex(index);
    props.onChoose(key);
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      const key = keyAt(active);
      if (key !== null) props.onChoose(key);
    } else {
      const page = Math.max(1, Math.floor(viewport.height / measure.row) - 1);
      const next = rowAfterKey(event.key, active, count, page);
      if (next === null) return;
      setActiveIndex(next);
      reveal(next);
      takeFocus.current = true;
    }
    event.preventDefault();
  };

  return (
    <div
      ref={list}
      role="listbox"
      aria-label={props.label}
      className={cx(styles.list, props.className)}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onPointerLeave={() => props.onHover(null)}
    >
      <div className={styles.all} style={{ height: last ? last.top + last.height : 0 }} role="presentation">
        {groups.map((group, index) => {
          const slice = slices[index];
          if (!slice) return null;
          const { top, height, from, to, before } = slice;
          const places = Array.from({ length: to - from }, (_, place) => from + place);
          const activePlace = active - before;
          if (activePlace >= 0 && activePlace < group.items.length && !places.includes(activePlace)) {
            // The row with the tab stop stays, wherever the list is scrolled to.
            places.push(activePlace);
          }
          if (places.length === 0 && (top + height < viewport.top || top > viewport.top + viewport.height)) {
            return null;
          }
          return (
            // biome-ignore lint/a11y/useSemanticElements: a group of options has no element of its own.
            <div
              key={group.id}
              role="group"
              aria-label={props.headingOf(group)}
              className={styles.group}
              style={{ top, height }}
              data-hue={props.hueOf(group)}
            >
              <div aria-hidden className={styles.heading} style={{ height: measure.heading }}>
                {props.headingOf(group)}
              </div>
              {places.map((place) => {
                const item = group.items[place];
                if (item === undefined) return null;
                const key = keyOf(item);
                const row = before + place;
                return (
                  <div
                    key={key}
                    role="option"
                    aria-selected={key === selectedKey}
                    aria-setsize={count}
                    aria-posinset={row + 1}
                    tabIndex={row === active ? 0 : -1}
                    data-index={row}
                    className={cx(styles.row, props.rowClassName)}
                    style={{ top: measure.heading + place * measure.row, height: measure.row }}
                    onPointerEnter={() => props.onHover(key)}
                  >
                    {props.children(item, group)}
                  </div>
                );
              })}
            </div>
          );
        })}
      </div>
    </div>
  );
}
