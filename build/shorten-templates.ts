/** Build step: writes the kit's `css` and `html` templates short, since no minifier looks into template literals. What is seen stays as it is. */
import MagicString from 'magic-string';
import { parseSync, Visitor, type Plugin } from 'vite';

export function shortenTemplates(): Plugin {
  return {
    name: 'shorten-templates',
    enforce: 'pre', // sees the source, so that its map leads there
    transform: {
      filter: { id: /\/components\/.*\.ts$/, code: /\b(?:css|html|svg)`/ },
      handler(code, id) {
        const text = new MagicString(code);
        new Visitor({
          TaggedTemplateExpression({ tag, quasi }) {
            if (tag.type !== 'Identifier') return;
            const shorten = tag.name === 'css' ? shortCss : tag.name === 'html' || tag.name === 'svg' ? shortHtml : undefined;
            if (shorten === undefined) return;
            const parts = shorten(quasi.quasis.map(({ value }) => value.raw));
            quasi.quasis.forEach((part, i) => {
              const from = part.start + 1; // in TypeScript a part's range begins with the backtick or brace before it
              if (part.value.raw !== parts[i]) text.update(from, from + part.value.raw.length, parts[i] ?? '');
            });
          },
        }).visit(parseSync(id, code).program);
        return text.hasChanged() ? { code: text.toString(), map: text.generateMap({ source: id, hires: true }) } : null;
      },
    },
  };
}

/** Stands for a `${…}`; no source holds it. */
const HOLE = '\uE000';

/** Comments and blanks that part nothing; strings stay. The blank before a colon parts a descendant from its state, those around `+` and `-` make a sum. */
export function shortCss(parts: readonly string[]): readonly string[] {
  return parts.join(HOLE)
    .replace(/("[^"]*"|'[^']*')|\/\*[^]*?\*\//g, (_, string?: string) => string ?? ' ')
    .replace(/("[^"]*"|'[^']*')|\s*([{};,>])\s*|(:)\s+|\s+/g, (_, string?: string, sign?: string, colon?: string) => string ?? sign ?? colon ?? ' ')
    .replace(/("[^"]*"|'[^']*')|;}/g, (_, string?: string) => string ?? '}')
    .trim()
    .split(HOLE);
}

/** Line breaks with their indentation become one blank, as browsers draw them. Attribute values and blanks within a line stay. */
export function shortHtml(parts: readonly string[]): readonly string[] {
  return parts.join(HOLE)
    .replace(/=("[^"]*"|'[^']*')|\s*\n\s*/g, (_, value?: string) => (value === undefined ? ' ' : `=${value}`))
    .split(HOLE);
}
