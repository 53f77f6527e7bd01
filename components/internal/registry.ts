/** Registration: which tag is which class, once a page, under a prefix where the plain names are taken. Classes themselves register nothing. */

/** Grows with each release; copies of one major on a page share what the first registered. */
export const VERSION = '1.0.0';

export interface DefineOptions {
  /** Put before every tag, with a dash: `acme` gives `<acme-customer-card>`. Choose one where the page already uses a name. Default: none. */
  readonly prefix?: string;
  /** Where tags are looked for that load when they are first seen: a shadow root of the page's own, told once it is there. Default: the document, whose tags in shadow roots nobody sees from outside. */
  readonly root?: ShadowRoot;
}

type Versioned = CustomElementConstructor & { dossier?: string };
const major = (version: string): string => version.split('.')[0]!;

/** The name a tag is registered under. */
export const tagName = (tag: string, { prefix }: DefineOptions): string => (prefix === undefined ? tag : `${prefix}-${tag}`);

/** Registers classes by tag, or answers false where the browser is too old for them. A tag of the same major stays as it is; one of another major, or of somebody else, is left alone and named on the console. */
export function defineTags(classes: Readonly<Record<string, CustomElementConstructor>>, options: DefineOptions = {}): boolean {
  // From Chromium 105 and Firefox 110 on; Safari before 16.4 cannot read this script at all. In what is older a tag stays unknown, so that what is written inside it is read.
  if (!CSS.supports('container-type:size')) {
    console.warn('dossier: old browser');
    return false;
  }
  for (const [tag, element] of Object.entries(classes)) {
    const name = tagName(tag, options);
    const there = customElements.get(name) as Versioned | undefined;
    if (there === undefined) {
      // A class can stand under one name only; further names get a class of their own.
      const free = Object.hasOwn(element, 'dossier') ? class extends element {} : element;
      (free as Versioned).dossier = VERSION;
      customElements.define(name, free);
    } else if (there.dossier === undefined) {
      complain(name, 'is not ours');
    } else if (major(there.dossier) !== major(VERSION)) {
      complain(name, `is ${there.dossier}, not ${VERSION}`);
    }
  }
  return true;
}

const complain = (name: string, why: string): void =>
  console.error(`dossier: <${name}> ${why}: see define({ prefix: 'acme' })`);
