/**
 * `custom-elements.json` out of the documentation and types of the element classes. Reading them is the analyzer's work; here its picture is cut down to what a page may rely on and completed with
 * what stands in tables: details of events, tokens, attributes of a framed element. What is missing or too much is found by `test/flow/manifest.test.ts`.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { create, ts } from '@custom-elements-manifest/analyzer';
import { litPlugin } from '../../node_modules/@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js';
import { factsOf, root, TAGS } from './facts.mjs';
import { tables } from './tables.mjs';

/** Classes that elements stand on and that have attributes of their own. */
const BASES = ['components/governance/element.ts'];
/** Which script registers a tag: the frame has one of its own. */
const entryOf = (tag) => (tag === 'dossier-frame' ? 'dist/kit/frame.js' : 'dist/kit/dossier.js');
const scriptOf = (tag) => `dist/kit/${tag}.js`;
const camel = (name) => name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());

/** `this.archive = this.section = ''` in a constructor: the default of both. */
function constructorDefaults(declaration) {
  const defaults = new Map();
  const assigned = (node, names = []) => {
    if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return { names, value: node };
    return assigned(node.right, ts.isPropertyAccessExpression(node.left) && node.left.expression.kind === ts.SyntaxKind.ThisKeyword ? [...names, node.left.name.text] : names);
  };
  for (const member of declaration.members) {
    if (!ts.isConstructorDeclaration(member)) continue;
    for (const statement of member.body?.statements ?? []) {
      if (!ts.isExpressionStatement(statement)) continue;
      const { names, value } = assigned(statement.expression);
      for (const name of names) defaults.set(name, value.getText());
    }
  }
  return defaults;
}

const plain = (type) => type?.split('|').map((each) => each.trim()).filter((each) => each !== 'null' && each !== 'undefined').join(' | ');
const LITERAL = /^('[^']*'|-?\d+|true|false|null|undefined)$/;

/** What a page may rely on of a class. */
function shape({ tag, raw, defaults, base, events, tokens, framed, scheme }) {
  const facts = factsOf(tag);
  const known = new Map([...(base?.members ?? []), ...(raw.members ?? [])].map((member) => [member.name, member]));
  const documented = new Map([...(base?.attributes ?? []), ...(raw.attributes ?? [])].map((attribute) => [attribute.name, { ...base?.attributes?.find(({ name }) => name === attribute.name), ...attribute }]));
  const hidden = new Set([...known.values()].filter(({ privacy }) => privacy === 'private' || privacy === 'protected').map(({ name }) => name));
  const valueOf = (name, type) => {
    const value = defaults.get(name) ?? known.get(name)?.default;
    if (value !== undefined) return LITERAL.test(value) ? value : undefined;
    return type === 'boolean' ? 'false' : undefined;
  };

  const attributes = [...documented.values()].filter(({ name, fieldName }) => !hidden.has(fieldName ?? name)).map(({ name, fieldName, type, description, default: said }) => {
    const field = fieldName ?? (known.has(camel(name)) ? camel(name) : undefined);
    const text = plain(type?.text ?? known.get(field)?.type?.text) ?? 'string';
    // an attribute's default is what one would write: without quotes
    const value = (said ?? valueOf(field ?? name, text))?.replace(/^'(.*)'$/, '$1');
    return { name, description: description ?? '', type: { text }, ...(['', 'null', 'undefined', undefined].includes(value) ? {} : { default: value }), ...(field === undefined ? {} : { fieldName: field }) };
  });
  if (framed !== null) {
    attributes.find(({ name }) => name === 'show').type.text = framed.shown;
    for (const [name, description, type] of framed.handed) attributes.push({ name, description, type: { text: type } });
  }
  if (facts.palette !== null) attributes.push(scheme);
  const attributeOf = new Map(attributes.flatMap((each) => (each.fieldName === undefined ? [] : [[each.fieldName, each]])));

  const members = [...known.values()].filter(({ name, privacy, static: of }) => !name.startsWith('#') && name !== 'adoptedStyleSheets' && !of && privacy !== 'private' && privacy !== 'protected').map((member) => {
    const { kind, name, readonly, reflects } = member;
    const attribute = attributeOf.get(name);
    const description = member.description ?? attribute?.description ?? '';
    if (kind === 'method') return { kind, name, description, ...(member.parameters ? { parameters: member.parameters } : {}), return: member.return ?? { type: { text: 'void' } } };
    const type = attribute && /^('|.* \| ')/.test(attribute.type.text) ? attribute.type.text : (member.type?.text ?? attribute?.type.text);
    const value = valueOf(name, type) ?? (attribute?.default === undefined || member.type?.text.includes('null') ? undefined : type === 'string' ? `'${attribute.default}'` : attribute.default);
    return {
      kind, name, description, ...(type === undefined ? {} : { type: { text: type } }), ...(value === undefined ? {} : { default: value }), ...(readonly ? { readonly: true } : {}),
      ...(attribute === undefined ? {} : { attribute: attribute.name }), ...(reflects ? { reflects: true } : {}),
    };
  });

  return {
    kind: 'class', name: raw.name, tagName: tag, customElement: true,
    summary: raw.summary ?? (/^.*?[.!?](?=\s|$)/s.exec(raw.description ?? '')?.[0] ?? '').replace(/\s+/g, ' '),
    description: (raw.description ?? '').replace(/[^\S\n]*\n(?!\n)[^\S\n]*/g, ' ').trim(),
    attributes, members,
    events: (raw.events ?? []).map(({ name, description }) => ({ name, type: { text: `CustomEvent<${events.get(name)?.type ?? 'unknown'}>` }, description: description ?? events.get(name)?.description ?? '' })),
    slots: raw.slots ?? [], cssParts: raw.cssParts ?? [],
    cssProperties: [...(raw.cssProperties ?? []), ...tokens(facts)],
    ...(raw.cssStates?.length ? { cssStates: raw.cssStates } : {}),
  };
}

export function manifest() {
  const given = tables();
  const sources = [...BASES, ...TAGS.map((tag) => `components/${tag}.ts`)].map((path) => ts.createSourceFile(path, readFileSync(join(root, path), 'utf8'), ts.ScriptTarget.ES2022, true));
  const defaults = new Map();
  const { modules } = create({
    modules: sources,
    plugins: [...litPlugin(), { name: 'constructor-defaults', analyzePhase: ({ node }) => { if (ts.isClassDeclaration(node) && node.name) defaults.set(node.name.text, constructorDefaults(node)); } }],
  });
  const classes = new Map(modules.flatMap(({ declarations }) => declarations ?? []).filter(({ kind }) => kind === 'class').map((each) => [each.name, each]));
  const elements = TAGS.map((tag) => {
    const { declarations, exports } = modules.find(({ path }) => path === `components/${tag}.ts`);
    const raw = declarations.find(({ kind, name }) => kind === 'class' && exports.some((each) => each.name === name));
    return shape({
      tag, raw, base: classes.get(raw.superclass?.name), defaults: new Map([...(defaults.get(raw.superclass?.name) ?? []), ...(defaults.get(raw.name) ?? [])]),
      ...given, framed: tag === 'dossier-frame' ? given.framed : null,
    });
  });
  const entry = (path) => ({
    kind: 'javascript-module', path, declarations: [],
    exports: elements.filter(({ tagName }) => entryOf(tagName) === path).map(({ name, tagName }) => ({ kind: 'custom-element-definition', name: tagName, declaration: { name, module: scriptOf(tagName) } })),
  });
  return {
    schemaVersion: '2.1.0', readme: 'README.md',
    modules: [
      entry('dist/kit/dossier.js'), entry('dist/kit/frame.js'),
      ...elements.map((declaration) => ({
        kind: 'javascript-module', path: scriptOf(declaration.tagName), declarations: [declaration],
        exports: [{ kind: 'js', name: declaration.name, declaration: { name: declaration.name, module: scriptOf(declaration.tagName) } }],
      })),
    ],
  };
}

/** The elements alone, as the other files want them. */
export const elementsOf = ({ modules }) => modules.flatMap(({ declarations }) => declarations).filter(({ customElement }) => customElement);
