/** Pasting where no form is: opens the sections of an archive for as long as the dialog is there, and offers the way back in it. */
import type { ArchiveView } from '../../model/api.ts';
import type { CatalogueView } from '../../model/catalogue/types.ts';
import type { Language } from '../../model/labels.ts';
import type { Finding } from '../../model/paste/read-paste.ts';
import { atLeast } from '../../model/rights.ts';
import { localToday } from '../form/kinds/computed.ts';
import { OpenSection } from '../form/open-section.ts';
import type { Session } from '../internal/session.ts';
import { openPasteDialog, type PasteDialog } from './dialog.ts';
import type { Facts, PasteSection } from './rows.ts';
import { fromClipboard, sectionFacts, wantedSections, writeRows } from './sections.ts';

export interface ArchivePaste { readonly session: Session; readonly archive: string; readonly language: Language; readonly scheme: string | null; /** Null: asked of the clipboard, or of the person. */ readonly text: string | null }

export function pasteOnArchive({ session, archive, language, scheme, text }: ArchivePaste): PasteDialog {
  const sections = new Map<PasteSection, OpenSection>();
  let view: ArchiveView | null = null;
  let catalogue: CatalogueView | null = null;
  let failed = false;
  let written: readonly OpenSection[] = [];
  const drawn = (): void => dialog.drawn();
  const openOf = (name: PasteSection): OpenSection => {
    let open = sections.get(name);
    if (open === undefined) sections.set(name, (open = new OpenSection(session.open(archive, name), name, () => queueMicrotask(drawn))));
    return open;
  };
  const facts = (findings: readonly Finding[]): Facts | 'loading' | 'failed' => {
    if (failed) return 'failed';
    if (view === null || catalogue === null) return 'loading';
    const { row, overview, sections: access } = view;
    const kind = row?.kind ?? overview.kind;
    const there = sectionFacts(wantedSections(kind, findings), (name) => {
      const level = access.find(({ section }) => section === name)?.level ?? 'none';
      return atLeast(level, 'read') ? { level, open: openOf(name) } : null;
    });
    return typeof there === 'string' ? there : { kind, language, catalogue, today: localToday(), sections: there, lookUp: undefined };
  };
  Promise.all([session.archive(archive), session.catalogue(language, [])]).then(
    ([its, words]) => {
      [view, catalogue] = [its, words];
      drawn();
    },
    () => {
      failed = true; // the dialog says so
      drawn();
    },
  );
  const dialog = openPasteDialog({
    text: text ?? '', language, scheme, facts,
    fill: (rows, now) => { written = writeRows(rows, now, language, (name) => sections.get(name) ?? null); },
    undo: () => written[0]?.undo(),
  });
  if (text === null) fromClipboard((found) => dialog.offer(found));
  // what is on its way goes on without the dialog: a section ends when it is saved
  void dialog.closed.then(() => { for (const section of sections.values()) section.close(); });
  return dialog;
}
