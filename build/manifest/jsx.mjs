/** The manifest as types for JSX: what each tag takes, for any dialect, and the tags themselves for React 19. */

const quoted = (name) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`);
const comment = (text) => `/** ${text.replaceAll('*/', '* /')} */`;

/** Attributes and properties by their names; an event is `on` and its name, as React 19 and Preact listen to it. */
function members({ name: element, attributes, members: all, events }) {
  const lines = new Map();
  for (const { name, description, type: { text } } of attributes) lines.set(name, `    ${comment(description)}\n    ${quoted(name)}?: ${text === 'number' && name.includes('-') ? 'number | string' : text} | undefined;`);
  for (const { kind, name, description, readonly } of all) {
    if (kind !== 'field' || readonly || lines.has(name)) continue;
    lines.set(name, `    ${comment(description)}\n    ${quoted(name)}?: ${element}['${name}'] | undefined;`);
  }
  for (const { name, description } of events) lines.set(`on${name}`, `    ${comment(description)}\n    'on${name}'?: ((event: HTMLElementEventMap['${name}']) => void) | undefined;`);
  return [...lines.values()].join('\n');
}

export const jsxAttributes = (elements) => `/** What every tag of the kit takes in JSX, and its class. Made by build/manifest.mjs; what is written here by hand is lost. */
${elements.map(({ name, tagName }) => `import type { ${name} } from './${tagName}.ts';`).join('\n')}

/** Tag → its own attributes, properties and events; what every element has is added by the dialect. */
export interface DossierAttributes {
${elements.map((element) => `  ${comment(element.summary)}\n  '${element.tagName}': {\n${members(element)}\n  };`).join('\n')}
}

/** Tag → class. */
export interface DossierClasses {
${elements.map(({ name, tagName }) => `  '${tagName}': ${name};`).join('\n')}
}
`;

export const jsxReact = () => `/** The tags of the kit in the JSX of React 19: \`import type {} from 'dossier/jsx'\`. Made by build/manifest.mjs; what is written here by hand is lost. */
import type { ClassAttributes, HTMLAttributes } from 'react';
import type { DossierAttributes, DossierClasses } from './jsx-attributes.ts';

type Props<Tag extends keyof DossierAttributes> = Omit<HTMLAttributes<DossierClasses[Tag]>, keyof DossierAttributes[Tag]> & ClassAttributes<DossierClasses[Tag]> & DossierAttributes[Tag] & { class?: string | undefined };

/** Tag → everything it takes. */
export type DossierElements = { [Tag in keyof DossierAttributes]: Props<Tag> };
/** The same under a prefix: \`declare module 'react' { namespace JSX { interface IntrinsicElements extends PrefixedElements<'acme'> {} } }\`. */
export type PrefixedElements<Prefix extends string> = { [Tag in keyof DossierAttributes as \`\${Prefix}-\${Tag}\`]: Props<Tag> };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends DossierElements {} // eslint-disable-line @typescript-eslint/no-empty-object-type -- so that its members join React's own
  }
}
`;
