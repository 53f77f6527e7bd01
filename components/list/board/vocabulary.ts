/** Words of what can be filtered, shown and grouped, in the reader's language and, once somebody looks for a field, in the others. */
import type { CatalogueView } from '../../../model/catalogue/types.ts';
import { LANGUAGES } from '../../../model/labels.ts';
import type { Language } from '../../../model/labels.ts';
import type { Session } from '../../internal/session.ts';
import type { Strings } from '../../internal/strings/index.ts';
import { registerTexts } from '../texts.ts';
import { keyNamed, keysOf } from './keys.ts';
import type { Key, KeyTable } from './keys.ts';

export interface VocabularyHost { readonly session: Session; readonly language: () => Language; readonly t: () => Strings; readonly changed: () => void }

const NONE: CatalogueView = { version: '', lang: 'en', fields: [], dictionaries: {}, packs: [], sections: [], groups: [], addressColumns: [] };

export class Vocabulary {
  readonly #host: VocabularyHost;
  catalogue: CatalogueView = NONE;
  keys: KeyTable = new Map();
  others: readonly KeyTable[] = [];
  #made = '';

  constructor(host: VocabularyHost) {
    this.#host = host;
  }

  key(name: string): Key { return keyNamed(this.keys, name); }

  /** Of the reader's language and the catalogue as it is now. */
  async read(): Promise<void> {
    const { session } = this.#host;
    const language = this.#host.language();
    const made = `${language} ${session.edition}`;
    if (this.#made === made) return;
    this.#made = made;
    try {
      const catalogue = await session.catalogue(language);
      this.keys = this.#table(catalogue, language);
      this.catalogue = catalogue;
      this.others = [];
    } catch {
      this.#made = ''; // keys stand for words; the next drawing asks again
    }
    this.#host.changed();
  }

  #table(catalogue: CatalogueView, language: Language): KeyTable {
    return keysOf({ language, catalogue, t: this.#host.t(), own: registerTexts(language), clearances: this.#host.session.me?.clearances ?? [] });
  }

  /** Once somebody looks for a field; one language after the other, so that none holds the page up. */
  async readOthers(): Promise<void> {
    if (this.others.length > 0) return;
    const here = this.#host.language();
    const made = this.#made;
    const found: KeyTable[] = [];
    for (const language of LANGUAGES.filter((each) => each !== here)) {
      try {
        found.push(this.#table(await this.#host.session.catalogue(language), language));
      } catch {
        continue; // the reader's own language finds as well
      }
      if (made !== this.#made) return;
    }
    this.others = found;
    this.#host.changed();
  }
}
