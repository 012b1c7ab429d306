/** What a header holds: scalars as they are written, without quotes. */
export type Yaml = string | readonly Yaml[] | ReadonlyMap<string, Yaml>;

interface Line {
  readonly indent: number;
  readonly content: string;
}

/** Nested deeper than this is no header of a card. */
const DEEPEST = 40;

/**
 * The header between two lines of `---` at the beginning of a card: maps and lists by indentation, and scalars, which is
 * what the Hub writes. What is written otherwise in YAML, such as `{a: b}` or several lines of text, is a scalar here,
 * which nobody asks for. `null` where there is no header.
 */
export function frontMatter(text: string): Yaml | null {
  const [first, ...rest] = text.split(/\r?\n/);
  const end = rest.findIndex((line) => /^(?:---|\.\.\.)\s*$/.test(line));
  if (first?.trim() !== '---' || end === -1) return null;
  const lines = rest.slice(0, end).flatMap((line): Line[] => {
    const content = line.trim();
    if (content === '' || content.startsWith('#')) return [];
    return [{ indent: line.length - line.trimStart().length, content }];
  });
  return block(lines, 0, lines[0]?.indent ?? 0, 0).value;
}

/** The block of lines from `at` that are indented as the first, or deeper, and where it ends. */
function block(
  lines: Line[],
  at: number,
  indent: number,
  depth: number,
): { readonly value: Yaml; readonly next: number } {
  const isList = isItem(lines[at]?.content ?? '');
  const list: Yaml[] = [];
  const map = new Map<string, Yaml>();
  let next = at;
  for (let line = lines[next]; line !== undefined && line.indent >= indent; line = lines[next]) {
    if (line.indent > indent || isItem(line.content) !== isList || depth > DEEPEST) {
      if (line.indent === indent && depth <= DEEPEST) break;
      // Belongs to nothing that is read here.
      next += 1;
      continue;
    }
    if (isList) {
      const content = line.content.slice(1).trimStart();
      const inner = line.indent + line.content.length - content.length;
      if (content === '' || !isPair(content)) {
        const below = content === '' ? valueBelow(lines, next + 1, indent, depth) : null;
        list.push(below?.value ?? scalar(content));
        next = below?.next ?? next + 1;
        continue;
      }
      // The first pair of a map stands beside the hyphen.
      lines[next] = { indent: inner, content };
      const found = block(lines, next, inner, depth + 1);
      list.push(found.value);
      next = found.next;
      continue;
    }
    const { key, rest } = pairOf(line.content);
    const below = rest === '' ? valueBelow(lines, next + 1, indent, depth) : null;
    map.set(key, below?.value ?? scalar(rest));
    next = below?.next ?? next + 1;
  }
  return { value: isList ? list : map, next: Math.max(next, at + 1) };
}

/** What stands below a key or a hyphen: deeper, or a list right below a key. */
function valueBelow(lines: Line[], at: number, indent: number, depth: number) {
  const line = lines[at];
  if (line === undefined) return null;
  const isListBelow = line.indent === indent && isItem(line.content) && !isItem(lines[at - 1]?.content ?? '');
  return line.indent > indent || isListBelow ? block(lines, at, line.indent, depth + 1) : null;
}

const isItem = (content: string): boolean => content === '-' || content.startsWith('- ');
const PAIR = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'#[{][^:]*?)\s*:(?:\s+(.*))?$/s;
const isPair = (content: string): boolean => PAIR.test(content);

function pairOf(content: string): { readonly key: string; readonly rest: string } {
  const [, key = content, rest = ''] = PAIR.exec(content) ?? [];
  return { key: scalar(key), rest: rest.replace(/^#.*$/, '') };
}

function scalar(written: string): string {
  const quoted = /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)')/s.exec(written);
  if (quoted === null) return written.replace(/\s+#.*$/, '');
  const [, double, single] = quoted;
  return single?.replaceAll("''", "'") ?? double?.replace(/\\(["\\/])/g, '$1') ?? '';
}
