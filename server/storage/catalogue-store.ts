/** Rows of the fields and option lists that a workspace has added, and the log of who changed what of the catalogue. What may be stored is decided before it gets here. */
import type { OwnField, OwnList } from '../../model/catalogue/catalogue.ts';
import type { PersonId } from '../../model/ids.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';
import type { CatalogueWrite, StoredCatalogue, StoredField } from './storage.ts';

const SETTING = 'setting:dictionaries';

interface FieldRow { readonly key: string; readonly position: number; readonly revision: number; readonly person: PersonId; readonly at: number; readonly changed_by: PersonId; readonly changed: number; readonly body: string }

/** The calls of the archive thread. */
export function catalogueCalls(db: Connection) {
  const field = db.prepare<[string], FieldRow>('SELECT * FROM own_field WHERE key = ?');
  const list = db.prepare<[string], string>('SELECT body FROM own_list WHERE id = ?').pluck();
  const setting = db.prepare<[], string>(`SELECT value FROM setting WHERE key = '${SETTING}'`).pluck();
  const insert = db.prepare('INSERT INTO own_field (key, position, revision, person, at, changed_by, changed, body) VALUES (?,?,?,?,?,?,?,?)');
  const update = db.prepare('UPDATE own_field SET position = ?, revision = ?, changed_by = ?, changed = ?, body = ? WHERE key = ?');
  const putList = db.prepare('INSERT OR REPLACE INTO own_list VALUES (?,?)');
  const putSetting = db.prepare(`INSERT OR REPLACE INTO setting VALUES ('${SETTING}', ?)`);
  const log = db.prepare('INSERT INTO catalogue_change (at, person, subject, old, new) VALUES (?,?,?,?,?)');
  return {
    /** All of it or nothing. */
    putCatalogue: ({ by, at, fields, lists, dictionaries }: CatalogueWrite): void => inTransaction(db, () => {
      for (const each of fields ?? []) {
        const body = JSON.stringify(each.field);
        const there = field.get(each.field.key);
        if (there) update.run(each.position, each.revision, by, at, body, each.field.key);
        else insert.run(each.field.key, each.position, each.revision, by, at, by, at, body);
        log.run(at, by, each.field.key, there ? JSON.stringify({ position: there.position, ...JSON.parse(there.body) as OwnField }) : null, JSON.stringify({ position: each.position, ...each.field }));
      }
      for (const each of lists ?? []) {
        log.run(at, by, each.id, list.get(each.id) ?? null, JSON.stringify(each));
        putList.run(each.id, JSON.stringify(each));
      }
      if (dictionaries) {
        const before = JSON.parse(setting.get() ?? '{}') as Readonly<Record<string, unknown>>;
        for (const [id, change] of Object.entries(dictionaries)) {
          const [old, now] = [JSON.stringify(before[id] ?? null), JSON.stringify(change)];
          if (old !== now) log.run(at, by, id, before[id] === undefined ? null : old, now);
        }
        putSetting.run(JSON.stringify(dictionaries));
      }
    }),
  };
}

/** The calls of a reader thread. */
export function catalogueReadCalls(db: Connection) {
  const fields = db.prepare<[], FieldRow>('SELECT * FROM archive.own_field ORDER BY position, key');
  const lists = db.prepare<[], string>('SELECT body FROM archive.own_list ORDER BY id').pluck();
  const toField = ({ position, revision, person, at, changed_by, changed, body }: FieldRow): StoredField =>
    ({ field: JSON.parse(body) as OwnField, position, revision, by: person, at, changedBy: changed_by, changed });
  return {
    catalogue: (): StoredCatalogue => ({ fields: fields.all().map(toField), lists: lists.all().map((body) => JSON.parse(body) as OwnList) }),
  };
}
