/** A build in which every Chinese text of the program stands between ⟦ and ⟧: what a Chinese page shows outside of them was never written in the tables of texts. Made in a folder of its own from this clone's files. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { root } from './dossier.ts';

const HAN = /\p{Script=Han}/u;
/** Words that stand in one literal, parted by a bar, are texts of their own. */
const wrapped = (text: string): string => text.replace(/[^|]+/g, (part) => (HAN.test(part) ? `⟦${part}⟧` : part));

/** Whether the literal is a text that is shown: not what a `case` compares, not a key. */
function isShown(node: ts.Node): boolean {
  const { parent } = node;
  return !(ts.isCaseClause(parent) || (ts.isPropertyAssignment(parent) && parent.name === node) || ts.isElementAccessExpression(parent) || ts.isLiteralTypeNode(parent));
}

export function marked(path: string, source: string): string {
  if (!HAN.test(source)) return source;
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
  const edits: { at: number; end: number; text: string }[] = [];
  const visit = (node: ts.Node): void => {
    const literal = ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node);
    if (literal && HAN.test(node.text) && isShown(node)) {
      const raw = node.getText(file);
      const open = 1;
      const close = ts.isTemplateHead(node) || ts.isTemplateMiddle(node) ? 2 : 1;
      edits.push({ at: node.getStart(file) + open, end: node.getEnd() - close, text: wrapped(raw.slice(open, raw.length - close)) });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return edits.sort((a, b) => b.at - a.at).reduce((text, { at, end, text: next }) => text.slice(0, at) + next + text.slice(end), source);
}

/** Builds into `folder` and leaves there what `start({ program })` takes. */
export function buildPseudo(folder: string): void {
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'build', 'components', 'demo', 'model', 'server', 'package.json', 'tsconfig.json', 'vite.config.ts'], { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean);
  for (const file of files) {
    const target = join(folder, file);
    mkdirSync(dirname(target), { recursive: true });
    // samples are data, and people do not put brackets around it
    if (/\.ts$/.test(file) && !file.startsWith('demo/samples/')) writeFileSync(target, marked(file, readFileSync(join(root, file), 'utf8')));
    else cpSync(join(root, file), target);
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const { status, stderr } = spawnSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--app', '--logLevel', 'error'], { cwd: folder, encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production' } });
  if (status !== 0) throw new Error(`the marked build failed:\n${stderr}`);
}
