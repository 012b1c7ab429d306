import { memo, type ReactNode, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
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
import { topToReveal, type Viewport } from './reveal-between.ts';

/** Rows drawn above and below those in sight, in CSS pixels. */
const MARGIN = 200;

/** How a list shows its groups and rows. All must be stable: a row is drawn anew where one of them is another. */
interface Look<Item, Group> {
  readonly rowClassName?: string | undefined;
  readonly measure: LongListMeasure;
  readonly keyOf: (item: Item) => string;
  readonly headingOf: (group: Group) => string;
  readonly hueOf: (group: Group) => string;
  /** What a row shows; its text is the row's name. */
  readonly children: (item: Item) => ReactNode;
  readonly onHover: (key: string | null) => void;
}

interface LongListboxProps<Item, Group extends LongListGroup<Item>> extends Look<Item, Group> {
  readonly label: string;
  readonly className?: string | undefined;
  /** A group that is the same object as before is not drawn anew. */
  readonly groups: readonly Group[];
  readonly selectedKey: string | null;
  readonly onChoose: (key: string) => void;
}

/**
 * A listbox in which only the rows near the viewport are elements, so that a change among ten thousand costs no
 * more than one among ten. Arrows, Home, End and Page keys move; Enter, Space and a click choose.
 */
export function LongListbox<Item, Group extends LongListGroup<Item>>(props: LongListboxProps<Item, Group>) {
  const { label, className, groups, selectedKey, onChoose, ...look } = props;
  const { measure, keyOf } = look;
  const list = useRef<HTMLDivElement>(null);
  const [viewport, setViewport] = useState<Viewport>({ top: 0, height: 600 });
  /** The same, ahead of what is drawn. */
  const seen = useRef(viewport);
  const [activeIndex, setActiveIndex] = useState(0);
  const takeFocus = useRef(false);
  const scrollTo = useRef<number | null>(null);
  /** The row that was last shown; CSS pixels from the top of the list. */
  const shown = useRef<{ readonly top: number; readonly bottom: number } | null>(null);
  const count = groups.reduce((sum, { items }) => sum + items.length, 0);
  const active = Math.min(activeIndex, count - 1);
  const slices = sliceGroups(groups, measure, { ...viewport, margin: MARGIN });
  const last = slices.at(-1);

  const see = useCallback((now: Viewport): void => {
    if (now.top === seen.current.top && now.height === seen.current.height) return;
    seen.current = now;
    setViewport(now);
  }, []);

  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const draw = (): void => see({ top: element.scrollTop, height: element.clientHeight });
    const observer = new ResizeObserver(() => {
      const before = seen.current;
      draw();
      // Whoever scrolled away from the row stays there.
      const row = shown.current;
      if (row === null || row.bottom <= before.top || row.top >= before.top + before.height) return;
      element.scrollTop = topToReveal(seen.current, row.top, row.bottom);
    });
    draw();
    observer.observe(element);
    element.addEventListener('scroll', draw, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', draw);
    };
  }, [see]);

  /** Draws the rows there at once; the list is scrolled to them when they stand, so that no frame shows it without. */
  const reveal = (index: number): void => {
    const top = topOfRow(groups, measure, index);
    shown.current = { top, bottom: top + measure.row };
    const next = topToReveal(seen.current, top - measure.heading, top + measure.row);
    if (next === seen.current.top) return;
    scrollTo.current = next;
    see({ ...seen.current, top: next });
  };
  useLayoutEffect(() => {
    if (scrollTo.current === null || !list.current) return;
    list.current.scrollTop = scrollTo.current;
    scrollTo.current = null;
  });

  // What is selected elsewhere is shown here and is where the arrows begin.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another selection moves the list.
  useLayoutEffect(() => {
    shown.current = null;
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
    const row = list.current?.querySelector<HTMLElement>(`[aria-posinset="${active + 1}"]`);
    row?.focus({ preventScroll: true });
  });

  const keyAt = (index: number): string | null => {
    const at = rowAt(groups, index);
    const item = at === null ? undefined : groups[at.group]?.items[at.place];
    return item === undefined ? null : keyOf(item);
  };
  const onClick = (event: React.MouseEvent): void => {
    const row = event.target instanceof Element ? event.target.closest('[aria-posinset]') : null;
    const index = Number(row?.getAttribute('aria-posinset') ?? Number.NaN) - 1;
    const key = keyAt(index);
    if (key === null) return;
    setActiveIndex(index);
    onChoose(key);
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      const key = keyAt(active);
      if (key !== null) onChoose(key);
    } else {
      const height = list.current?.clientHeight ?? viewport.height;
      const page = Math.max(1, Math.floor(height / measure.row) - 1);
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
      aria-label={label}
      className={cx(styles.list, className)}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onPointerLeave={() => look.onHover(null)}
    >
      <div className={styles.all} style={{ height: last ? last.top + last.height : 0 }} role="presentation">
        {groups.map((group, index) => {
          const slice = slices[index];
          if (!slice) return null;
          const { top, height, from, to, before } = slice;
          // The row with the tab stop stays, wherever the list is scrolled to.
          const held = active >= before && active < before + group.items.length ? active - before : null;
          const inSight = top + height >= viewport.top && top <= viewport.top + viewport.height;
          if (from === to && held === null && !inSight) return null;
          return (
            <Rows
              key={group.id}
              {...(look as Look<unknown, unknown>)}
              group={group}
              top={top}
              height={height}
              from={from}
              to={to}
              before={before}
              held={held}
              count={count}
              selectedKey={selectedKey}
            />
          );
        })}
      </div>
    </div>
  );
}

interface RowsProps extends Look<unknown, unknown> {
  readonly group: LongListGroup<unknown>;
  /** CSS pixels from the top of the list. */
  readonly top: number;
  readonly height: number;
  /** The places in the group that are drawn, `[from, to)`, besides the one that is held. */
  readonly from: number;
  readonly to: number;
  readonly before: number;
  readonly held: number | null;
  readonly count: number;
  readonly selectedKey: string | null;
}

/**
 * A group under its heading. Its rows follow each other, so that one more or less moves the others by itself, and are told
 * their place here, so that none but it is drawn.
 */
const Rows = memo((props: RowsProps) => {
  const { group, top, height, from, to, before, held, count, selectedKey, ...look } = props;
  const { measure, keyOf } = look;
  const element = useRef<HTMLDivElement>(null);
  const { headingOf } = look;
  const heading = useMemo(() => headingOf(group), [headingOf, group]);
  const places = Array.from({ length: to - from }, (_, at) => from + at);
  // In one list with the others, so that it stays the same element, focus and all, when they reach it.
  const alone = held !== null && (held < from || held >= to) ? held : null;
  if (alone !== null) places.push(alone);
  useLayoutEffect(() => {
    const rows = element.current?.querySelectorAll(':scope > [role=option]') ?? [];
    for (const [at, row] of [...rows].entries()) {
      // Counted over all groups, from 1.
      say(row, 'aria-posinset', String(before + (places[at] ?? 0) + 1));
      say(row, 'aria-setsize', String(count));
    }
  });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of options has no element of its own.
    <div
      ref={element}
      role="group"
      aria-label={heading}
      className={styles.group}
      style={{ top, height, paddingTop: measure.heading + from * measure.row }}
      data-hue={look.hueOf(group)}
    >
      <div aria-hidden className={styles.heading} style={{ height: measure.heading }}>
        {heading}
      </div>
      {places.map((place) => {
        const item = group.items[place];
        if (item === undefined) return null;
        const key = keyOf(item);
        return (
          <Row
            key={key}
            {...look}
            item={item}
            rowKey={key}
            selected={key === selectedKey}
            held={place === held}
            top={place === alone ? measure.heading + place * measure.row : null}
          />
        );
      })}
    </div>
  );
});

function say(row: Element, name: string, value: string): void {
  if (row.getAttribute(name) !== value) row.setAttribute(name, value);
}

interface RowProps extends Look<unknown, unknown> {
  readonly item: unknown;
  readonly rowKey: string;
  readonly selected: boolean;
  /** Whether it is the stop of the Tab key. */
  readonly held: boolean;
  /** CSS pixels from the top of the group, for a row that stands apart from the others. */
  readonly top: number | null;
}

const Row = memo((props: RowProps) => {
  const { item, rowKey, top, measure, onHover } = props;
  return (
    <div
      role="option"
      aria-selected={props.selected}
      tabIndex={props.held ? 0 : -1}
      className={cx(styles.row, props.rowClassName)}
      style={top === null ? { height: measure.row } : { height: measure.row, position: 'absolute', top }}
      onPointerEnter={() => onHover(rowKey)}
    >
      {props.children(item)}
    </div>
  );
});
