/** What the manifest takes from tables instead of from a class: details of events, colours that a page may set, attributes that a frame hands on. Each is described where it is defined. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ts } from '@custom-elements-manifest/analyzer';
import { root } from './facts.mjs';

const source = (path) => ts.createSourceFile(path, readFileSync(join(root, path), 'utf8'), ts.ScriptTarget.ES2022, true);
const said = (node) => (node.jsDoc ?? []).map(({ comment }) => (typeof comment === 'string' ? comment : '')).join(' ').replace(/\s+/g, ' ').trim();
const keyOf = (node) => node.name.text;
/** `x as const satisfies Y` is x. */
const bare = (node) => (ts.isAsExpression(node) || ts.isSatisfiesExpression(node) ? bare(node.expression) : ts.isCallExpression(node) ? bare(node.arguments[0]) : node);

/** Constants of a file by name. */
function constants(file) {
  const found = new Map();
  for (const statement of file.statements) if (ts.isVariableStatement(statement)) for (const each of statement.declarationList.declarations) found.set(each.name.getText(), bare(each.initializer));
  return found;
}

/** Name → `{ type, description }` of every event. */
function events() {
  const file = source('components/internal/events.ts');
  const interfaces = new Map(file.statements.filter(ts.isInterfaceDeclaration).map((each) => [keyOf(each), each]));
  const written = (type) => {
    const named = ts.isTypeReferenceNode(type) ? interfaces.get(type.typeName.getText()) : undefined;
    const members = named?.members ?? (ts.isTypeLiteralNode(type) ? type.members : undefined);
    if (members === undefined) return type.getText();
    return `{ ${members.map((each) => `${keyOf(each)}${each.questionToken ? '?' : ''}: ${each.type.getText()}`).join('; ')} }`;
  };
  return new Map(interfaces.get('DossierEvents').members.map((each) => [keyOf(each), { type: written(each.type), description: said(each) || said(interfaces.get(each.type.getText()) ?? {}) }]));
}

/** Colours of the palette: `[name, description, light]`. */
function colours(file, name) {
  const of = constants(file);
  return of.get(name).properties.flatMap((each) => {
    if (ts.isSpreadAssignment(each)) return colours(file, each.expression.getText());
    return [[each.name.text, said(each), bare(each.initializer).elements[0].text]];
  });
}

const CLASS_WORDS = { bg: 'Background', border: 'Border', fg: 'Text', mark: 'Mark that a class by hand or an old class carries' };

/** Of the facts of an element: the tokens that it reads. */
function tokens() {
  const file = source('components/internal/palette.ts');
  const property = ([name, description, value]) => ({ name: `--dossier-${name}`, description, syntax: '<color>', default: value });
  const all = colours(file, 'PALETTE').map(property);
  const badge = colours(file, 'BADGE_PALETTE').map(property);
  const radius = { name: '--dossier-radius', description: 'Radius of corners.', syntax: '<length>', default: '8px' };
  const steps = constants(source('model/classification/look.ts')).get('CLASS_STEPS').properties.map((each) => [each.name.text, said(each)]);
  const classes = steps.flatMap(([step, who]) => Object.entries(CLASS_WORDS).map(([token, word]) => ({ name: `--dossier-class-${step}-${token}`, description: `${word} of ${who}`, syntax: '<color>' })));
  return ({ palette, classes: shows }) => [...(palette === 'all' ? [...all, radius] : palette === 'badge' ? [...badge, radius] : []), ...(shows ? classes : [])];
}

/** What a frame hands on to the element inside it: `[name, description, type]`; and which elements it shows. */
function framed() {
  const of = constants(source('model/frame.ts'));
  const tags = new Map();
  for (const each of of.get('FRAMED').properties) for (const { text } of bare(each.initializer).elements) tags.set(text, [...(tags.get(text) ?? []), each.name.text]);
  const shown = [...of.get('FRAMED').properties].map((each) => `'${each.name.text}'`).join(' | ');
  const flags = new Set(of.get('FLAGS').arguments?.[0].elements.map(({ text }) => text) ?? of.get('FLAGS').elements?.map(({ text }) => text));
  const handed = [...tags].map(([name, where]) => [name, `Handed on to the element inside: the \`${name}\` of ${where.map((tag) => `\`<${tag}>\``).join(', ')}.`, flags.has(name) ? 'boolean' : 'string']);
  return { shown, handed };
}

const scheme = {
  name: 'scheme', type: { text: "'light' | 'dark'" },
  description: 'Colours of this element alone, instead of those that the `color-scheme` of the page asks for.',
};

export const tables = () => ({ events: events(), tokens: tokens(), framed: framed(), scheme });
