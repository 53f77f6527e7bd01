/** Colours for code: comments, texts, tags, words of the language, numbers. It knows how languages look, not what they mean. */
import { escape } from './html.ts';

type Rule = readonly [kind: string, pattern: RegExp];

const TEXT: Rule = ['s', /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`/];
const NUMBER: Rule = ['n', /\b\d[\d_.]*\b/];
const words = (list: string): Rule => ['k', new RegExp(`\\b(?:${list.replaceAll(' ', '|')})\\b`)];
const HASH: Rule = ['c', /#[^\n]*/];
const SLASHES: Rule = ['c', /\/\*[^]*?\*\/|\/\/[^\n]*/];

const MARKUP: readonly Rule[] = [['c', /<!--[^]*?-->/], ['t', /<\/?[A-Za-z][\w.-]*|\/?>/], ['s', /"[^"]*"/], ['a', /\b[@:]?[A-Za-z][\w.:-]*(?==)/]];
const SCRIPT: readonly Rule[] = [SLASHES, TEXT, words('import export from default const let var function return if else for of in new class extends async await type interface readonly null undefined true false this throw try catch finally typeof'), NUMBER];
const LIKE_C: readonly Rule[] = [SLASHES, TEXT, words('public private protected static final class interface record return new if else for foreach in var using namespace import package void string int long bool boolean async await try catch throw throws null true false this function fn use echo'), NUMBER];

const LANGUAGES: Readonly<Record<string, readonly Rule[]>> = {
  html: MARKUP, xml: MARKUP, vue: MARKUP, svg: MARKUP,
  js: SCRIPT, mjs: SCRIPT, ts: SCRIPT, javascript: SCRIPT, typescript: SCRIPT,
  jsx: [...SCRIPT.slice(0, 2), ['t', /<\/?[A-Za-z][\w.-]*(?=[\s/>])|\/>/], ...SCRIPT.slice(2)], tsx: [...SCRIPT.slice(0, 2), ['t', /<\/?[A-Za-z][\w.-]*(?=[\s/>])|\/>/], ...SCRIPT.slice(2)],
  css: [['c', /\/\*[^]*?\*\//], ['s', /"[^"]*"|'[^']*'/], ['t', /--[\w-]+/], ['a', /[\w-]+(?=\s*:)/], ['n', /#[0-9a-fA-F]{3,8}\b|\b\d[\d.]*(?:px|rem|em|%|ms|s)?\b/]],
  json: [['a', /"(?:\\.|[^"\\])*"(?=\s*:)/], ['s', /"(?:\\.|[^"\\])*"/], ['k', /\b(?:true|false|null)\b/], NUMBER],
  sh: [HASH, TEXT, ['t', /\$\{?\w+\}?/], ['a', /(?<=\s)--?[\w-]+/]], bash: [HASH, TEXT, ['t', /\$\{?\w+\}?/], ['a', /(?<=\s)--?[\w-]+/]],
  ini: [HASH, TEXT, ['a', /^[\w.-]+(?==)/m]], nginx: [HASH, TEXT, ['t', /\$\w+/], ['a', /^\s*\w+/m]], yaml: [HASH, TEXT, ['a', /^[\s-]*[\w.-]+(?=:)/m]],
  python: [HASH, TEXT, words('def return import from as if elif else for in not and or None True False class with try except raise lambda async await'), NUMBER],
  java: LIKE_C, csharp: LIKE_C, cs: LIKE_C, php: [HASH, ...LIKE_C, ['t', /\$\w+/]], sql: [['c', /--[^\n]*/], TEXT, words('SELECT FROM WHERE INSERT INTO VALUES UPDATE SET JOIN ON AND OR'), NUMBER],
};

/** HTML of the code, with spans `c s t a k n`; languages it does not know stay plain. */
export function highlight(code: string, language: string): string {
  const rules = LANGUAGES[language];
  if (!rules) return escape(code);
  const all = new RegExp(rules.map(([, pattern]) => `(${pattern.source})`).join('|'), 'gm');
  let html = '';
  let at = 0;
  for (const match of code.matchAll(all)) {
    const rule = rules[match.slice(1).findIndex((part) => part !== undefined)];
    if (!rule || match[0] === '') continue;
    html += `${escape(code.slice(at, match.index))}<span class="hl-${rule[0]}">${escape(match[0])}</span>`;
    at = match.index + match[0].length;
  }
  return html + escape(code.slice(at));
}
