/** Every text that the product shows, by language, read from the sources: so that a page which quotes a label is held to what stands on the screen. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { LANGUAGES, type Language } from '../../model/labels.ts';
import { root } from './dossier.ts';

const HAN = /\p{Script=Han}/u;
const NAMES: Readonly<Record<string, Language>> = { en: 'en', es: 'es', 'zh-Hans': 'zh-Hans', 'zh-Hant': 'zh-Hant', hans: 'zh-Hans', hant: 'zh-Hant', zhHans: 'zh-Hans', zhHant: 'zh-Hant', EN: 'en', ES: 'es', HANS: 'zh-Hans', HANT: 'zh-Hant' };
const isText = (node: ts.Node | undefined): node is ts.StringLiteral | ts.NoSubstitutionTemplateLiteral => node !== undefined && (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node));

/** Of four texts in a row the second and third are Chinese: `t('Yes', '是', '是', 'Sí')`. */
function byPlace(node: ts.Node): Language | null {
  const { parent } = node;
  const list: readonly ts.Node[] = ts.isArrayLiteralExpression(parent) ? parent.elements : ts.isCallExpression(parent) ? parent.arguments : [];
  const at = list.indexOf(node);
  for (let from = Math.max(0, at - 3); from <= at; from++) {
    const four = list.slice(from, from + 4);
    if (four.length === 4 && four.every(isText) && HAN.test((four[1] as ts.StringLiteral).text) && HAN.test((four[2] as ts.StringLiteral).text)) return LANGUAGES[at - from] ?? null;
  }
  return null;
}

function languageOf(node: ts.Node, whole: Language | undefined): Language | null {
  const placed = byPlace(node);
  if (placed !== null) return placed;
  for (let inner = node; !ts.isSourceFile(inner); inner = inner.parent) {
    const name = ts.isPropertyAssignment(inner) || ts.isVariableDeclaration(inner) ? inner.name : null;
    const found = name !== null && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? NAMES[name.text] : undefined;
    if (found !== undefined) return found;
  }
  return whole ?? null;
}

/** As it stands in running text: without what only a screen needs at its end. */
export const plain = (text: string): string => text.trim().replace(/\s*(…|\.\.\.|……|:|：)$/u, '');

/** A text of no known language counts for those that its script can be; letters of a class for all. */
const possible = (text: string): readonly Language[] => (/^[A-Z]{1,3}$/.test(text) ? LANGUAGES : HAN.test(text) ? ['zh-Hans', 'zh-Hant'] : ['en', 'es']);

export function labels(): Readonly<Record<Language, ReadonlySet<string>>> {
  const all: Record<Language, Set<string>> = { en: new Set(), 'zh-Hans': new Set(), 'zh-Hant': new Set(), es: new Set() };
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'components', 'model', 'server/pages', 'demo/words.ts'], { cwd: root, encoding: 'utf8' }).split('\n').filter((file) => file.endsWith('.ts'));
  for (const file of files) {
    const whole = /\/strings\/(en|zh-Hans|zh-Hant|es)\//.exec(file)?.[1] as Language | undefined;
    const source = readFileSync(join(root, file), 'utf8');
    if (whole === undefined && !HAN.test(source)) continue; // a table of texts has Chinese in it
    const visit = (node: ts.Node): void => {
      if (isText(node)) {
        const language = languageOf(node, whole);
        for (const text of node.text.split('|')) for (const each of language === null ? possible(text) : [language]) all[each].add(plain(text));
      }
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true));
  }
  return all;
}
