/** Pasting where an archive is opened: what the form asks is filled in there, the rest is kept and goes into the archive once it is there. */
import type { SectionValues } from '../../model/api.ts';
import type { CatalogueView } from '../../model/catalogue/types.ts';
import { parseRowId } from '../../model/ids.ts';
import type { Language } from '../../model/labels.ts';
import type { Finding } from '../../model/paste/read-paste.ts';
import type { Row } from '../../model/section-doc.ts';
import { localToday } from '../form/kinds/computed.ts';
import { random } from '../form/open-section.ts';
import { ApiError, type Session } from '../internal/session.ts';
import { openPasteDialog, type PasteDialog } from './dialog.ts';
import { patchesOf } from './patch.ts';
import { rowsOf } from './place.ts';
import { PASTE_SECTIONS, type Facts, type PasteRow, type PasteSection, type SectionFacts } from './rows.ts';
import { fromClipboard, wantedSections } from './sections.ts';
import { pasteTexts } from './texts.ts';

export interface NewPaste {
  readonly language: Language;
  readonly scheme: string | null;
  /** Option of `customer.kind` that is chosen now. */
  readonly kind: string;
  readonly catalogue: CatalogueView | null;
  readonly clearances: readonly string[];
  /** Null: asked of the clipboard, or of the person. */
  readonly text: string | null;
  /** Fields that the form asks, by key. */
  readonly asked: ReadonlySet<string>;
  readonly value: (key: string) => string;
  /** Values for what is asked, and what is to be kept. */
  readonly take: (values: Readonly<Record<string, string>>, kept: KeptPaste) => void;
}

/** Fields of the form that are rows of `methods` in an archive. */
const WAYS = { 'crm.phone': ['phone', 'mobile'], 'crm.email': ['email'] } as const;

export function pasteForNew(options: NewPaste): PasteDialog {
  const { language, scheme, kind, catalogue, clearances, text, value } = options;
  const typed: SectionFacts = {
    may: true, field: (key) => value(key) || null,
    rows: (table) => (table !== 'methods' ? [] : Object.entries(WAYS).flatMap(([key, [method]]) => (value(key) === '' ? [] : [{ id: parseRowId(method)!, cells: { kind: method, value: value(key) } }]))),
  };
  const nothingYet: SectionFacts = { may: true, field: () => null, rows: () => [] };
  const facts: Facts | 'failed' = catalogue === null ? 'failed' : { kind, language, catalogue, today: localToday(), lookUp: undefined, sections: { profile: typed, people: nothingYet, identity: clearances.includes('identity') ? nothingYet : null } };
  const dialog = openPasteDialog({
    text: text ?? '', language, scheme, facts: () => facts,
    fill: (rows, _facts, findings) => {
      const values: Record<string, string> = {};
      const filled = new Map<number, string>();
      for (const row of rows) {
        const key = askedKey(row, options, values);
        if (key === null) continue;
        values[key] = row.value;
        filled.set(row.id, key);
      }
      options.take(values, new KeptPaste(findings, rows.map(({ id }) => id), filled, values, kind));
    },
  });
  if (text === null) fromClipboard((found) => dialog.offer(found));
  return dialog;
}

/** The field of the form that the row fills; a way of contact only where nothing is typed yet. */
function askedKey({ state }: PasteRow, { asked, value }: NewPaste, values: Readonly<Record<string, string>>): string | null {
  if (state.kind !== 'offered') return null;
  const { write } = state;
  if (write.kind === 'field') return asked.has(write.key) ? write.key : null;
  if (write.kind !== 'method' || write.person !== null) return null;
  return Object.entries(WAYS).find(([key, kinds]) => asked.has(key) && (kinds as readonly string[]).includes(write.method) && value(key) === '' && values[key] === undefined)?.[0] ?? null;
}

export class KeptPaste {
  readonly #findings: readonly Finding[];
  readonly #chosen: readonly number[];
  readonly #filled: ReadonlyMap<number, string>;
  readonly #values: Readonly<Record<string, string>>;
  readonly #kind: string;

  constructor(findings: readonly Finding[], chosen: readonly number[], filled: ReadonlyMap<number, string>, values: Readonly<Record<string, string>>, kind: string) {
    this.#findings = findings;
    this.#chosen = chosen;
    this.#filled = filled;
    this.#values = values;
    this.#kind = kind;
  }

  /** What is kept beside the fields of the form. */
  line(language: Language): string {
    const count = this.#chosen.length - this.#filled.size;
    return count === 0 ? '' : pasteTexts(language).keeps(count);
  }

  /** Writes it into the archive that was opened; what somebody changed in the form meanwhile is theirs. Answers how many values could not be stored, in words; empty: none. */
  async write(session: Session, archive: string, catalogue: CatalogueView, language: Language, value: (key: string) => string): Promise<string> {
    const same = (id: number): boolean => {
      const key = this.#filled.get(id);
      return key === undefined || value(key) === this.#values[key];
    };
    const chosen = new Set(this.#chosen.filter(same));
    const path = (section: PasteSection): string => `/api/archives/${encodeURIComponent(archive)}/sections/${section}`;
    let lost = 0;
    try {
      const sections: Record<PasteSection, SectionFacts | null> = { profile: null, people: null, identity: null };
      for (const name of wantedSections(this.#kind, this.#findings)) {
        sections[name] = await session.request<SectionValues>('GET', path(name)).then(factsOf, (error: unknown) => {
          if (error instanceof ApiError && error.status === 404) return null; // not for this person
          throw error;
        });
      }
      const facts: Facts = { kind: this.#kind, language, catalogue, today: localToday(), lookUp: undefined, sections };
      const rows = rowsOf(this.#findings, facts).filter(({ id }) => chosen.has(id));
      const writes = rows.flatMap(({ state, now }) => (state.kind === 'offered' && now === null ? [state.write] : []));
      const patches = patchesOf(writes, facts, random, rows.flatMap(({ state }) => (state.kind === 'known' ? [state.at] : [])));
      for (const name of PASTE_SECTIONS) {
        const patch = patches[name];
        if (patch === undefined) continue;
        await session.request('PATCH', path(name), patch).catch((error: unknown) => {
          console.warn('dossier: pasted values', error);
          lost += Object.keys(patch.marks).length;
        });
      }
    } catch (error) {
      console.warn('dossier: pasted values', error);
      lost = chosen.size - this.#filled.size; // the fields of the form went with the archive
    }
    return lost === 0 ? '' : pasteTexts(language).lost(lost);
  }
}

const factsOf = ({ fields, rows }: SectionValues): SectionFacts => ({
  may: true, field: (key) => fields[key] ?? null,
  rows: (table) => Object.entries(rows[table] ?? {}).flatMap(([id, cells]): Row[] => { const row = parseRowId(id); return row === undefined ? [] : [{ id: row, cells }]; }),
});
