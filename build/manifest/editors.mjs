/** The manifest in the words of two editors: HTML custom data (VS Code) and web-types (JetBrains). */

const withDefault = ({ description, default: value }) => (value === undefined || value === 'false' ? description : `${description} Default: \`${value}\`.`);
const literals = (type) => (/^'[^']*'( \| '[^']*')*$/.test(type) ? type.split(' | ').map((each) => each.slice(1, -1)) : []);

/** Of VS Code, which also shows it in Vue and Svelte templates. */
export function htmlCustomData(elements) {
  const attribute = (each) => {
    const values = literals(each.type.text);
    return {
      name: each.name, description: { kind: 'markdown', value: withDefault(each) },
      ...(each.type.text === 'boolean' ? { valueSet: 'v' } : values.length > 0 ? { values: values.map((name) => ({ name })) } : {}),
    };
  };
  const told = ({ description, events, slots, cssParts }) => [
    description,
    ...(events.length === 0 ? [] : [['**Events**', ...events.map(({ name, description: text }) => `- \`${name}\`: ${text}`)].join('\n')]),
    ...(slots.length === 0 ? [] : [['**Slots**', ...slots.map(({ name, description: text }) => `- \`${name}\`: ${text}`)].join('\n')]),
    ...(cssParts.length === 0 ? [] : [['**Parts**', ...cssParts.map(({ name, description: text }) => `- \`${name}\`: ${text}`)].join('\n')]),
  ].join('\n\n');
  return { version: 1.1, tags: elements.map((element) => ({ name: element.tagName, description: { kind: 'markdown', value: told(element) }, attributes: element.attributes.map(attribute) })) };
}

/** Of JetBrains. */
export function webTypes(elements, { name, version }) {
  const named = ({ name: own, description }) => ({ name: own, description });
  return {
    $schema: 'https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json',
    name, version, 'description-markup': 'markdown', 'js-types-syntax': 'typescript',
    contributions: {
      html: {
        elements: elements.map((element) => ({
          name: element.tagName, description: element.description,
          attributes: element.attributes.map((each) => ({
            name: each.name, description: each.description, ...(each.default === undefined ? {} : { default: each.default }), value: { kind: each.type.text === 'boolean' ? 'no-value' : 'plain', type: each.type.text },
          })),
          slots: element.slots.map(named),
          js: {
            properties: element.members.filter(({ kind }) => kind === 'field').map((each) => ({ name: each.name, description: each.description, type: each.type.text, ...(each.default === undefined ? {} : { default: each.default }) })),
            events: element.events.map((each) => ({ name: each.name, description: each.description, type: each.type.text })),
          },
          css: { properties: element.cssProperties.map(named), parts: element.cssParts.map(named) },
        })),
      },
    },
  };
}
