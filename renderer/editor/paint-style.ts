import type { ArticleLayer } from './article-types.ts';
import { LANES } from './paint-plan.ts';

/** How a span may stand out. In rising order of precedence. */
export const EMPHASES = ['linked', 'selected', 'hovered'] as const;
export type Emphasis = (typeof EMPHASES)[number];

/** Names in the document-wide registry of highlights; `prefix` keeps two articles apart. */
export function restingName(prefix: string, layer: number, lane: number): string {
  return `${prefix}-${layer}-${lane}`;
}
/** The same while something stands out and the rest steps back. */
export function quietName(resting: string): string {
  return `${resting}-quiet`;
}
export function emphasisName(prefix: string, emphasis: Emphasis, layer: number, lane: number): string {
  return `${prefix}-${emphasis}-${layer}-${lane}`;
}
export function previewName(prefix: string): string {
  return `${prefix}-preview`;
}
/** What a search has found; `current` is the one that is looked at. */
export function matchName(prefix: string, current: boolean): string {
  return `${prefix}-${current ? 'current-match' : 'match'}`;
}

/** Distance of a lane's line from the baseline in pixels, for a text of 18 px on lines of about 30. */
function offsetOf(lane: number): number {
  return 3.5 + lane * 3.25;
}

/**
 * The rules for every highlight of an article. Colours are the custom properties of the theme, so a change of theme
 * needs no new rules. Longer spans lie in lower lanes and are painted first.
 */
export function paintRules(prefix: string, layers: readonly ArticleLayer[]): string {
  const rules: string[] = [];
  layers.forEach(({ hue, line }, index) => {
    const tint = `var(--layer-${hue}-tint)`;
    const strong = `var(--layer-${hue}-tint-strong)`;
    const colour = `var(--layer-${hue}-line)`;
    for (let lane = 0; lane < LANES; lane++) {
      const offset = offsetOf(lane);
      const thickness = line === 'double' ? 1 : line === 'dotted' ? 2 : 1.5;
      const resting = restingName(prefix, index, lane);
      rules.push(
        rule(
          resting,
          `background-color:${tint};text-decoration:underline ${line} ${thickness}px ${colour};text-underline-offset:${offset}px`,
        ),
        rule(
          quietName(resting),
          `background-color:color-mix(in oklab,${tint} 50%,transparent);text-decoration:underline ${line} ${thickness}px color-mix(in oklab,${colour} 60%,transparent);text-underline-offset:${offset}px`,
        ),
      );
      const thick = line === 'double' ? 1.5 : 2.5;
      for (const emphasis of EMPHASES) {
        const background = emphasis === 'linked' ? tint : strong;
        const above = emphasis === 'linked' ? ' overline' : '';
        const width = emphasis === 'selected' ? thick : thickness;
        rules.push(
          rule(
            emphasisName(prefix, emphasis, index, lane),
            `background-color:${background};text-decoration:underline${above} ${line} ${width}px ${colour};text-underline-offset:${offset}px`,
          ),
        );
      }
    }
  });
  rules.push(
    rule(previewName(prefix), 'background-color:var(--article-preview);text-decoration:none'),
    matchRules(prefix),
    forcedColours(prefix, layers),
  );
  return rules.join('\n');
}

/** Dots above and below, which no layer has, and the one that is looked at between two bars. */
function matchRules(prefix: string): string {
  const lines = 'underline overline';
  return [
    rule(
      matchName(prefix, false),
      `background-color:var(--match);text-decoration:${lines} dotted 2px var(--match-line);text-underline-offset:1.5px`,
    ),
    rule(
      matchName(prefix, true),
      `background-color:var(--match);text-decoration:${lines} solid 3px var(--match-line);text-underline-offset:1.5px`,
    ),
  ].join('');
}

/** Where the system sets the colours: lines only, of different styles; what is selected in the system's own colours. */
function forcedColours(prefix: string, layers: readonly ArticleLayer[]): string {
  const rules = layers.flatMap((_, index) =>
    Array.from({ length: LANES }, (_, lane) => {
      const resting = restingName(prefix, index, lane);
      const name = (emphasis: Emphasis) => emphasisName(prefix, emphasis, index, lane);
      const plain = 'background-color:transparent;text-decoration-color:CanvasText';
      return [
        rule(resting, plain),
        rule(quietName(resting), plain),
        rule(name('linked'), plain),
        rule(name('hovered'), 'background-color:transparent;text-decoration-color:Highlight'),
        rule(
          name('selected'),
          'background-color:Highlight;color:HighlightText;text-decoration-color:CanvasText',
        ),
      ].join('');
    }),
  );
  for (const current of [false, true]) {
    rules.push(
      rule(
        matchName(prefix, current),
        'background-color:transparent;color:CanvasText;text-decoration-color:CanvasText',
      ),
    );
  }
  const preview = rule(previewName(prefix), 'background-color:Highlight;color:HighlightText');
  return `@media (forced-colors:active){${rules.join('')}${preview}}`;
}

/**
 * One rule on the text as a whole, which its parts inherit, costs a tenth of a second less at the opening of a long
 * document than rules that each element is matched with. Chromium inherits highlights since 131; it cannot be asked for
 * that, but `::details-content` came with the same version.
 */
function rule(name: string, declarations: string): string {
  const inherits = CSS.supports('selector(::details-content)');
  return `.article-text${inherits ? '' : ' span'}::highlight(${name}){${declarations}}`;
}
