/** Takes everything of an archive, or of one section of it, out of the tables of a database, by the list of places: what a table holds of which archive is said there once. Documents and files are gone by then. */
import { SCHEME_KEYS, schemeOf } from '../../model/classification/schemes.ts';
import { isSectionKey } from '../../model/sections.ts';
import { TABLE_PLACES } from '../services/privacy/places.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';
import { columnsOf, deferReferences, tablesIn } from './engine/open.ts';
import { searchWriter } from './search-index.ts';
import { forgetHistory } from './subject-history.ts';
import { TOTALS } from './trade-totals.ts';

type Name = 'archive' | 'facts';
interface Owned { readonly table: string; /** SQL for the archive and the section of a row. */ readonly archive: string; readonly section: string }

/** Emptied in a way of their own, or kept: what leads to the tombstone, what was done, what other documents are made of. */
const KEPT: ReadonlySet<string> = new Set(['archive', 'archive_change', 'archive_alias', 'audit', 'audit_was', 'event', 'touched', 'outbox', 'section', 'snapshot', 'log', 'author', 'history', 'change', 'legal_hold', 'overview', 'cell']);
/** Besides, where one section goes: what was done stays with the names of the keys alone, and two people's word for it. */
const KEPT_BY_SECTION: ReadonlySet<string> = new Set([...KEPT, 'reveal', 'retention_due', 'file_change', 'class', 'correction_act']);

/** Those that are found over other tables come first, as long as these are there. */
export function ownedTables(db: Connection, name: Name): readonly Owned[] {
  return tablesIn(db, name).flatMap((table): readonly Owned[] => {
    const place = TABLE_PLACES.find((each) => each.db === name && each.table === table);
    const column = columnsOf(db, table).some((each) => each.name === 'archive') ? 'archive' : 'NULL';
    const archive = place === undefined || place.archive === 'NULL' ? column : place.archive;
    return archive === 'NULL' ? [] : [{ table, archive, section: place?.section ?? 'NULL' }];
  }).sort((a, b) => Number(b.archive.startsWith('(')) - Number(a.archive.startsWith('(')));
}

const sectionsOf = (db: Connection, archive: string) => db.prepare<[string], { readonly id: number; readonly name: string }>('SELECT id, name FROM section WHERE archive = ?').all(archive);

/** Rows of one archive, in every table that knows of which archive its rows are; its own row is left empty, and what was done stays as it was written. */
export function emptyArchive(db: Connection, name: Name, id: string): void {
  inTransaction(db, () => {
    deferReferences(db);
    if (name === 'archive') db.prepare('DELETE FROM mention WHERE comment IN (SELECT id FROM comment WHERE archive = ?)').run(id);
    for (const { table, archive } of ownedTables(db, name)) if (!KEPT.has(table)) db.prepare(`DELETE FROM "${table}" WHERE ${archive} = ?`).run(id);
    if (name === 'archive') {
      // what it brought along lies in the merge under the archive that took it in
      db.prepare("UPDATE merge SET plan = '{}', outcome = NULL WHERE loser = ?").run(id);
      db.prepare('DELETE FROM merge_part WHERE merge IN (SELECT id FROM merge WHERE loser = ?)').run(id);
      for (const each of sectionsOf(db, id)) forgetHistory(db, each.id, ['*']);
      db.prepare('UPDATE archive_change SET old = NULL, new = NULL WHERE archive = ?').run(id);
      db.prepare("UPDATE archive SET code = NULL, code_folded = NULL, packs = '[]', keeper = NULL, owner = NULL, department = NULL, state = 'erased', reviewed_at = NULL, revision = revision + 1 WHERE id = ?").run(id);
    } else {
      const row = db.prepare<[string], number>('SELECT row FROM overview WHERE id = ?').pluck().get(id);
      if (row !== undefined) {
        searchWriter(db).drop(row);
        for (const table of ['cell', 'overview']) db.prepare(`DELETE FROM ${table} WHERE row = ?`).run(row);
      }
      db.prepare('DELETE FROM duplicate WHERE a = ? OR b = ?').run(id, id);
    }
  });
}

/** Rows that stand under one section of an archive; `documents`: its names, of contacts one a year. What is made of the section is made anew without it. */
export function emptySection(db: Connection, name: Name, id: string, section: string, documents: readonly string[], at: number): void {
  const names = JSON.stringify([section, ...documents]);
  const [archiveIs, sectionIs] = ['= ?', 'IN (SELECT value FROM json_each(?))'];
  inTransaction(db, () => {
    deferReferences(db);
    if (name === 'archive') {
      db.prepare(`DELETE FROM mention WHERE comment IN (SELECT id FROM comment WHERE archive ${archiveIs} AND section ${sectionIs})`).run(id, names);
      for (const each of sectionsOf(db, id)) if (each.name === section || documents.includes(each.name)) forgetHistory(db, each.id, ['*']);
      db.prepare(`UPDATE file_change SET old = NULL, new = NULL WHERE archive ${archiveIs} AND section ${sectionIs}`).run(id, names);
      // words and proposed values of cases about it; what was done in them stays
      db.prepare(`UPDATE correction_act SET text = NULL, proposed = NULL, cleared = ? WHERE correction IN (SELECT c.id FROM correction_case c, json_each(c.concerns) e WHERE c.archive ${archiveIs} AND e.value ->> 'section' ${sectionIs})`).run(at, id, names);
      // files of persons hold it too
      db.prepare("UPDATE personal_record SET content = NULL, state = CASE state WHEN 'draft' THEN 'dropped' ELSE state END WHERE kind = 'file' AND content IS NOT NULL AND id IN (SELECT record FROM personal_record_archive WHERE archive = ?)").run(id);
    }
    for (const { table, archive, section: of } of ownedTables(db, name)) {
      if (of !== 'NULL' && !KEPT_BY_SECTION.has(table)) db.prepare(`DELETE FROM "${table}" WHERE ${archive} ${archiveIs} AND ${of} ${sectionIs}`).run(id, names);
    }
    if (name !== 'facts') return;
    for (const scheme of SCHEME_KEYS) if (isSectionKey(section) && schemeOf(scheme).section === section) for (const table of ['override', 'override_act']) db.prepare(`DELETE FROM ${table} WHERE archive = ? AND scheme = ?`).run(id, scheme);
    if (section !== 'trade' && section !== 'stays') return;
    for (const table of ['total', 'converted']) db.prepare(`DELETE FROM ${table} WHERE archive = ?`).run(id);
    db.prepare(TOTALS).run(id);
  });
}
