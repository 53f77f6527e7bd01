/** Writes people, departments, grants, settings and the rows of files: whole rows, replaced by id. */
import type { GrantId } from '../../model/ids.ts';
import type { Department, Grant, Person, Policy } from '../../model/rights.ts';
import { readGrant } from './archive-reader.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';
import type { StoredFile } from './storage.ts';

/** The calls of the archive thread that concern the directory. */
export function directoryCalls(db: Connection) {
  const putPerson = db.prepare('INSERT OR REPLACE INTO person VALUES (?,?,?,?,?,?,?,?,?)');
  const putDepartment = db.prepare('INSERT OR REPLACE INTO department VALUES (?,?,?,?)');
  const putGrant = db.prepare('INSERT OR REPLACE INTO access_grant VALUES (?,?,?,?,?,?,?,?,?,?,?)');
  const deleteGrant = db.prepare('DELETE FROM access_grant WHERE id = ?');
  const putSetting = db.prepare('INSERT OR REPLACE INTO setting VALUES (?,?)');
  const putFile = db.prepare('INSERT INTO file VALUES (?,?,?,?,?,?,?,?,?,?,?)');
  return {
    putPerson: (person: Person): void => {
      putPerson.run(person.id, person.name, person.email, person.department, JSON.stringify(person.roles), JSON.stringify(person.clearances), person.reportsTo, person.active ? 1 : 0, person.withheld ? JSON.stringify(person.withheld) : null);
    },
    putDepartment: (department: Department): void => {
      putDepartment.run(department.id, department.name, department.parent, JSON.stringify(department.managers));
    },
    putGrant: (grant: Grant): void => {
      putGrant.run(
        grant.id, grant.archive, grant.to.kind, grant.to.id, grant.level, grant.sections === null ? null : JSON.stringify(grant.sections),
        grant.from, grant.until, grant.reason, grant.requestedBy, grant.approvedBy,
      );
    },
    deleteGrant: (id: GrantId): Grant | null => inTransaction(db, () => {
      const grant = readGrant(db, 'main', id);
      deleteGrant.run(id);
      return grant;
    }),
    putPolicy: (policy: Policy): void => { putSetting.run('policy', JSON.stringify(policy)); },
    putSetting: (name: string, value: unknown): void => { putSetting.run(`setting:${name}`, JSON.stringify(value)); },
    putFile: (file: StoredFile): void => {
      putFile.run(file.id, file.archive, file.section, file.kind, file.name, file.type, file.size, file.sha256, file.validUntil, file.by, file.at);
    },
  };
}
