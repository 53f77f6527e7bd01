/** Registration: which tag is which class, once a page, under a prefix where the plain names are taken. Classes themselves register nothing. */

/** Grows with each release; copies of one major on a page share what the first registered. */
export const VERSION = '1.0.0';

export interface DefineOptions {
  /** Put before every tag, with a dash: `acme` gives `<acme-customer-card>`. Choose one where the page already uses a name. Default: none. */
  readonly prefix?: string;
}

type Versioned = CustomElementConstructor & { dossier?: string };
const major = (version: string): string => version.split('.')[0]!;

/** The name a tag is registered under. */
export const tagName = (tag: string, { prefix }: DefineOptions): string => (prefix === undefined ? tag : `${prefix}-${tag}`);

/** Registers classes by tag. A tag of the same major stays as it is; one of another major, or of somebody else, is left alone and named on the console. */
export function defineTags(classes: Readonly<Record<string, CustomElementConstructor>>, options: DefineOptions = {}): void {
  for (const [tag, element] of Object.entries(classes)) {
    const name = tagName(tag, options);
    const there = customElements.get(name) as Versioned | undefined;
    if (there === undefined) {
      // A class can stand under one name only; further names get a class of their own.
      const free = Object.hasOwn(element, 'dossier') ? class extends element {} : element;
      (free as Versioned).dossier = VERSION;
      customElements.define(name, free);
    } else if (there.dossier === undefined) {
      complain(name, 'belongs to another script');
    } else if (major(there.dossier) !== major(VERSION)) {
      complain(name, `is version ${there.dossier}, not ${VERSION}`);
    }
  }
}

const complain = (name: string, why: string): void =>
  console.error(`dossier: <${name}> ${why}. Import define.js instead and call define({ prefix: 'acme' }) for <acme-…>.`);
