/** How the layers are told apart: by colour and, for those who cannot go by it, by the line below. */
const TRACKS = [
  ['#1f5fa8', 'solid'],
  ['#8a5a00', 'dotted'],
  ['#1c7440', 'dashed'],
  ['#7a3ea8', 'double'],
  ['#b3261e', 'wavy'],
  ['#00736b', 'solid'],
  ['#a8326f', 'dotted'],
  ['#6b4a2f', 'dashed'],
] as const;

/** The class of the layer with this number; layers after the eighth begin again. */
export function layerClass(index: number): string {
  return `l${Math.max(0, index) % TRACKS.length}`;
}

const LAYER_RULES = TRACKS.map(([colour, line], index) => {
  const offset = (0.15 + index * 0.16).toFixed(2);
  return `.l${index}{text-decoration:underline ${line} ${colour} 2px;text-underline-offset:${offset}em;background:${colour}1a}`;
}).join('\n');

export const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
.text{line-height:2.6}
.text p,.text h3,.text h4{white-space:pre-wrap}
.item{margin-inline-start:2rem}
mark{color:inherit;background:none;text-decoration-skip-ink:none;print-color-adjust:exact;-webkit-print-color-adjust:exact}
table{border-collapse:collapse;width:100%;font-size:.9rem}
td mark[class]{text-underline-offset:.15em}
th,td{border:1px solid #bbb;padding:.25rem .5rem;text-align:start;vertical-align:top;overflow-wrap:anywhere}
td{white-space:pre-wrap}
:target{outline:2px solid #1f5fa8}
${LAYER_RULES}
@media print{body{margin:0;max-width:none}article{break-before:page}tr{break-inside:avoid}}`;
