/** Every Chinese text that the program itself says, with its script: read from the sources, so that no table of texts can be forgotten. What people typed in the samples is told apart by its archive's language. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from './dossier.ts';

export type Script = 'zh-Hans' | 'zh-Hant';
/** `quoted`: Chinese words within an English or Spanish text. */
export interface ChineseText { readonly file: string; readonly line: number; readonly script: Script | 'quoted' | null; readonly text: string }

const HAN = /\p{Script=Han}/u;
const NAMES: Readonly<Record<string, Script>> = { 'zh-Hans': 'zh-Hans', 'zh-Hant': 'zh-Hant', hans: 'zh-Hans', hant: 'zh-Hant', HANS: 'zh-Hans', HANT: 'zh-Hant', zhHans: 'zh-Hans', zhHant: 'zh-Hant' };

/** An English or Spanish sentence that names something Chinese. */
const isQuoted = (text: string): boolean => (text.match(/[A-Za-z]{2,}/g) ?? []).length > (text.match(/\p{Script=Han}/gu) ?? []).length / 2 && /[a-z]{2,} [a-z]{1,}/.test(text);

/** A name of its own language, which stands in every language as it is. */
const OWN_NAMES: ReadonlySet<string> = new Set(['简体中文', '繁體中文']);

const named = (node: ts.Node): Script | null => {
  const name = ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node) ? node.name : null;
  return name && (ts.isStringLiteral(name) || ts.isIdentifier(name)) ? NAMES[name.text] ?? null : null;
};

/** In a list of texts the two Chinese ones stand side by side, simplified first: `t('Yes', '是', '是', 'Sí')`. */
function byPlace(inner: ts.Node, list: readonly ts.Node[]): ChineseText['script'] {
  const at = list.indexOf(inner);
  const chinese = list.filter((each) => HAN.test(each.getText()));
  if (at < 0 || list.length < 3 || (chinese.length !== 2 && chinese.length !== 4)) return null;
  const first = list.indexOf(chinese.length === 2 ? chinese[0]! : chinese[1]!);
  return !chinese.includes(list[first + 1]!) ? null : at === first ? 'zh-Hans' : at === first + 1 ? 'zh-Hant' : 'quoted';
}

function scriptOf(node: ts.Node): ChineseText['script'] {
  for (let inner = node; !ts.isSourceFile(inner.parent); inner = inner.parent) {
    const { parent } = inner;
    const script = named(parent) ?? (ts.isCallExpression(parent) ? byPlace(inner, parent.arguments) : ts.isArrayLiteralExpression(parent) && !parent.elements.every((each) => HAN.test(each.getText())) ? byPlace(inner, parent.elements) : null);
    if (script !== null) return script;
  }
  return null;
}

export function chineseIn(file: string, source: string): readonly ChineseText[] {
  if (!HAN.test(source)) return [];
  const whole: Script | null = /zh-Hant/.test(file) ? 'zh-Hant' : /zh-Hans/.test(file) ? 'zh-Hans' : null;
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const found: ChineseText[] = [];
  const visit = (node: ts.Node): void => {
    const literal = ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node);
    if (literal && HAN.test(node.text) && !OWN_NAMES.has(node.text)) found.push({ file, line: tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1, script: isQuoted(node.text) ? 'quoted' : whole ?? scriptOf(node), text: node.text });
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

export const chineseTexts = (folders: readonly string[]): readonly ChineseText[] =>
  execFileSync('git', ['ls-files', '-co', '--exclude-standard', ...folders], { cwd: root, encoding: 'utf8' }).split('\n').filter((file) => file.endsWith('.ts'))
    .flatMap((file) => chineseIn(file, readFileSync(join(root, file), 'utf8')));
