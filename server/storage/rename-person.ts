/** One person's id in everything that confers a right or names a superior, from the old to the new. What was done under the old id stays as it was written. */
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import type { Connection } from './database.ts';

/** Answers the archives whose rights name the person. The caller holds the transaction and writes the person's row. */
export function renamePerson(db: Connection, from: PersonId, to: PersonId): readonly ArchiveId[] {
  const archives = db.prepare<[string, string, string, string, string], ArchiveId>(`
    SELECT id FROM archive WHERE owner = ? OR keeper = ? UNION SELECT archive FROM archive_member WHERE person = ?
    UNION SELECT archive FROM access_grant WHERE to_kind = 'person' AND to_id = ? UNION SELECT archive FROM wall WHERE to_kind = 'person' AND to_id = ?`).pluck().all(from, from, from, from, from);
  const run = (sql: string, ...values: readonly string[]): void => void db.prepare(sql).run(...values);
  /** Where the new id has the same already, the row stays with the old one. `same`: what makes rows the same beside the person. */
  const move = (table: string, same: string): void =>
    run(`UPDATE ${table} SET person = ? WHERE person = ? AND NOT EXISTS (SELECT 1 FROM ${table} o WHERE o.person = ? AND ${same.replaceAll('$', table)})`, to, from, to);
  run('DELETE FROM person WHERE id = ?', from);
  run('UPDATE person SET reports_to = ? WHERE reports_to = ?', to, from);
  run('UPDATE archive SET owner = ? WHERE owner = ?', to, from);
  run('UPDATE archive SET keeper = ? WHERE keeper = ?', to, from);
  // nobody is a co-owner twice
  run("DELETE FROM archive_member AS m WHERE role = 'coOwner' AND person = ? AND EXISTS (SELECT 1 FROM archive_member o WHERE o.archive = m.archive AND o.role = 'coOwner' AND o.person = ?)", from, to);
  run('UPDATE archive_member SET person = ? WHERE person = ?', to, from);
  run("UPDATE access_grant SET to_id = ? WHERE to_kind = 'person' AND to_id = ?", to, from);
  run("UPDATE wall SET to_id = ? WHERE to_kind = 'person' AND to_id = ?", to, from);
  run('UPDATE broken_glass SET person = ? WHERE person = ?', to, from);
  move('access_request', "o.archive = $.archive AND o.state = 'waiting' AND $.state = 'waiting'");
  run('UPDATE act_reason SET person = ? WHERE person = ?', to, from);
  run('UPDATE saved_view SET owner = ? WHERE owner = ?', to, from);
  for (const [table, same] of [['tag', 'o.id = $.id'], ['tagged', 'o.tag = $.tag AND o.archive = $.archive'], ['seen', 'o.archive = $.archive'], ['mention', 'o.comment = $.comment'], ['follow', 'o.archive = $.archive']] as const) {
    move(table, same);
    run(`DELETE FROM ${table} WHERE person = ?`, from);
  }
  run('UPDATE handover SET person = ? WHERE person = ?', to, from);
  run('UPDATE handover_item SET successor = ? WHERE successor = ?', to, from);
  for (const table of ['notice', 'calendar_link']) run(`UPDATE ${table} SET person = ? WHERE person = ?`, to, from);
  // who made and who checked stays told apart
  run('UPDATE correction_case SET person = ? WHERE person = ?', to, from);
  run('UPDATE correction_act SET person = ? WHERE person = ?', to, from);
  for (const { id, managers } of db.prepare<[], { id: string; managers: string }>('SELECT id, managers FROM department').all()) {
    const named = JSON.parse(managers) as string[];
    if (named.includes(from)) run('UPDATE department SET managers = ? WHERE id = ?', JSON.stringify([...new Set(named.map((each) => (each === from ? to : each)))]), id);
  }
  // whom the policy names in an emergency; versions that are past tell what was so
  for (const [table, key, path, where] of [['setting', 'key', '$.emergency', "key = 'policy'"], ['policy_version', 'version', '$.rules.emergency', "state <> 'past'"]] as const) {
    const column = table === 'setting' ? 'value' : 'data';
    for (const row of db.prepare<[string], { id: string | number; named: string | null }>(`SELECT ${key} AS id, json_extract(${column}, ?) AS named FROM ${table} WHERE ${where}`).all(path)) {
      const named = JSON.parse(row.named ?? '[]') as string[];
      if (named.includes(from)) db.prepare(`UPDATE ${table} SET ${column} = json_set(${column}, ?, json(?)) WHERE ${key} = ?`).run(path, JSON.stringify([...new Set(named.map((each) => (each === from ? to : each)))]), row.id);
    }
  }
  run('DELETE FROM person_alias WHERE alias = ?', to);
  run('UPDATE person_alias SET person = ? WHERE person = ?', to, from);
  run('INSERT OR REPLACE INTO person_alias VALUES (?,?)', from, to);
  return archives;
}
