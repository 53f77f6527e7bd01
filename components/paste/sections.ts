/** What pasting knows of an archive's sections and how it writes them: one step of one's own over all that change, taken back together. */
import type { Finding } from '../../model/paste/read-paste.ts';
import { atLeast, type Level } from '../../model/rights.ts';
import { random, type OpenSection } from '../form/open-section.ts';
import type { Language } from '../../model/labels.ts';
import { PASTE_LABEL } from './label.ts';
import { patchesOf, writePatch } from './patch.ts';
import { PASTE_SECTIONS, type Facts, type PasteRow, type PasteSection, type SectionFacts } from './rows.ts';

/** Restricted papers are opened only where something of the text belongs there: nobody reads them by pasting a telephone number. */
export function wantedSections(kind: string, findings: readonly Finding[]): readonly PasteSection[] {
  const individual = kind === 'individual';
  const address = findings.some(({ target }) => target.kind === 'address' || target.kind === 'postcode');
  return ['profile', ...(individual ? [] : ['people' as const]), ...(individual && address ? ['identity' as const] : [])];
}

export type Found = { readonly level: Level; readonly open: OpenSection | null } | null;

/** `look`: a section as this person may see it; null: not at all. Its document can still be on its way. */
export function sectionFacts(wanted: readonly PasteSection[], look: (section: PasteSection) => Found): Facts['sections'] | 'loading' | 'failed' {
  const facts: Record<PasteSection, SectionFacts | null> = { profile: null, people: null, identity: null };
  for (const name of wanted) {
    const found = look(name);
    if (found === null) continue;
    const { open } = found;
    if (open?.handle.state.kind === 'missing') continue;
    if (open?.handle.state.kind === 'failed' && open.doc === null) return 'failed';
    if (open === null || open.doc === null) return 'loading';
    facts[name] = { may: atLeast(found.level, 'write') && !open.readOnly, field: (key) => open.field(key), rows: (table) => open.rows(table) };
  }
  return facts;
}

/** Returns the sections that were written. */
export function writeRows(rows: readonly PasteRow[], facts: Facts, language: Language, section: (name: PasteSection) => OpenSection | null): readonly OpenSection[] {
  const patches = patchesOf(rows.flatMap(({ state }) => (state.kind === 'offered' ? [state.write] : [])), facts, random);
  const parts = PASTE_SECTIONS.flatMap((name) => {
    const open = section(name);
    const patch = patches[name];
    return open === null || patch === undefined ? [] : [{ open, patch }];
  });
  const group = parts.map(({ open }) => open);
  for (const { open, patch } of parts) open.edit(PASTE_LABEL[language], 'rows/pasted', (doc) => writePatch(doc, patch, random), group);
  return group;
}

/** The clipboard where it may be read: not on plain http, and only if the person lets the page. */
export function fromClipboard(take: (text: string) => void): void {
  const clipboard = navigator.clipboard as Clipboard | undefined;
  // whoever says no has the text area
  void clipboard?.readText?.().then(take, () => undefined);
}
