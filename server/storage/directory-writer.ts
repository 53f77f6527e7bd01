/** Writes people, departments, grants, settings and when a person last looked: whole rows, replaced by id. */
import type { ArchiveId, DepartmentId, GrantId, PersonId } from '../../model/ids.ts';
import type { Department, Grant, Person, Policy } from '../../model/rights.ts';
import type { Act } from './audit-acts.ts';
import { readGrant } from './archive-reader.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';
import { grantWriter } from './grant-writer.ts';
import { renamePerson } from './rename-person.ts';

/** The calls of the archive thread that concern the directory. Who acts goes by to what is written down of each call (`audit-acts.ts`). */
export function directoryCalls(db: Connection) {
  const putPerson = db.prepare('INSERT OR REPLACE INTO person VALUES (?,?,?,?,?,?,?,?,?)');
  const putDepartment = db.prepare('INSERT OR REPLACE INTO department VALUES (?,?,?,?)');
  const deleteDepartment = db.prepare('DELETE FROM department WHERE id = ?');
  const grants = grantWriter(db);
  const putSetting = db.prepare('INSERT OR REPLACE INTO setting VALUES (?,?)');
  const putSeen = db.prepare('INSERT INTO seen VALUES (?,?,?) ON CONFLICT DO UPDATE SET at = max(at, excluded.at)');
  const writePerson = (person: Person): void => {
    putPerson.run(person.id, person.name, person.email, person.department, JSON.stringify(person.roles), JSON.stringify(person.clearances), person.reportsTo, person.active ? 1 : 0, person.withheld ? JSON.stringify(person.withheld) : null);
  };
  return {
    putSeen: (person: PersonId, archive: ArchiveId, at: number): void => { putSeen.run(person, archive, at); },
    putPerson: (person: Person, _act?: Act): void => { writePerson(person); },
    renamePerson: (from: PersonId, person: Person, _act?: Act): readonly ArchiveId[] => inTransaction(db, () => {
      const archives = renamePerson(db, from, person.id);
      writePerson(person);
      return archives;
    }),
    putDepartments: (departments: readonly Department[], _act?: Act): void => inTransaction(db, () => {
      for (const { id, name, parent, managers } of departments) putDepartment.run(id, name, parent, JSON.stringify(managers));
    }),
    deleteDepartment: (id: DepartmentId, _act?: Act): void => { deleteDepartment.run(id); },
    putGrant: (grant: Grant, _act?: Act): void => { grants.put(grant); },
    deleteGrant: (id: GrantId, _act?: Act): Grant | null => inTransaction(db, () => {
      const grant = readGrant(db, 'main', id);
      grants.drop(id);
      return grant;
    }),
    putPolicy: (policy: Policy, _act?: Act): void => { putSetting.run('policy', JSON.stringify(policy)); },
    putSetting: (name: string, value: unknown, _act?: Act): void => { putSetting.run(`setting:${name}`, JSON.stringify(value)); },
  };
}
