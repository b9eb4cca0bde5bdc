/** A picture of what a command prints in a terminal: its text and colours as SVG, for light and dark pages. */

const CHARACTER = 8.4;
const LINE = 18;
const MARGIN = 16;

/** Colours by their number in a terminal: on a light page, on a dark one. */
const COLOURS: Readonly<Record<string, readonly [light: string, dark: string]>> = {
  31: ['#b3261e', '#ff7b72'],
  32: ['#1a7f37', '#56d364'],
  33: ['#8a5a00', '#e3b341'],
  34: ['#0a5ab8', '#79c0ff'],
  35: ['#7b2fa8', '#d2a8ff'],
  36: ['#0b6e75', '#56d4dd'],
};

interface Style {
  readonly bold: boolean;
  readonly dim: boolean;
  readonly colour: string | null;
}

const PLAIN: Style = { bold: false, dim: false, colour: null };

function styled(style: Style, code: string): Style {
  if (code === '0' || code === '') return PLAIN;
  if (code === '1') return { ...style, bold: true };
  if (code === '2') return { ...style, dim: true };
  if (code === '22') return { ...style, bold: false, dim: false };
  if (code === '39') return { ...style, colour: null };
  return code in COLOURS ? { ...style, colour: code } : style;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** @param output with its colours as escape sequences */
export function pictureOf(command: string, output: string): string {
  const lines = [`\u001b[2m$\u001b[22m ${command}`, '', ...output.split('\n')];
  let widest = 0;
  let style = PLAIN;
  const rows = lines.map((line, at) => {
    let column = 0;
    const y = MARGIN + (at + 0.75) * LINE;
    const spans = line.split('\u001b[').map((part, index) => {
      let text = part;
      if (index > 0) {
        const end = part.indexOf('m');
        for (const code of part.slice(0, end).split(';')) style = styled(style, code);
        text = part.slice(end + 1);
      }
      const start = MARGIN + column * CHARACTER;
      column += [...text].length;
      if (text.trim() === '') return '';
      const names = [
        style.bold ? 'b' : '',
        style.dim ? 'd' : '',
        style.colour === null ? '' : `c${style.colour}`,
      ];
      const width = ([...text].length * CHARACTER).toFixed(1);
      return `<tspan x="${start.toFixed(1)}" textLength="${width}" class="${names.join(' ').trim()}">${escaped(text)}</tspan>`;
    });
    widest = Math.max(widest, column);
    return `<text y="${y.toFixed(1)}">${spans.join('')}</text>`;
  });
  const width = Math.ceil(widest * CHARACTER + 2 * MARGIN);
  const height = Math.ceil(lines.length * LINE + 2 * MARGIN);
  const rules = (which: 0 | 1): string =>
    Object.entries(COLOURS)
      .map(([code, colours]) => `.c${code}{fill:${colours[which]}}`)
      .join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<title>${escaped(command)}</title>
<style>
rect{fill:#fafafa;stroke:#d0d7de}text{fill:#1f2328;font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;white-space:pre}
.b{font-weight:600}.d{opacity:.65}${rules(0)}
@media(prefers-color-scheme:dark){rect{fill:#0d1117;stroke:#30363d}text{fill:#e6edf3}${rules(1)}}
</style>
<rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="6"/>
${rows.join('\n')}
</svg>
`;
}
