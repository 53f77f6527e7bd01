/** The rows of classes in facts.db as the classifier, their only writer, sees them: each rests on a basis that many share. */
import type { PackedResult } from '../../model/classification/stored.ts';
import type { ArchiveId } from '../../model/ids.ts';
import type { SchemeKey } from '../../model/overview.ts';
import type { Connection } from './database.ts';

/** Rows looked through at once; small, because time is looked at only in between. */
const PAGE = 500;

export class ClassTable {
  private readonly sql;
  /** The bases in use lately, by their number. */
  private readonly bases = new Map<number, string>();
  private readonly numbers = new Map<string, number>();

  constructor(db: Connection) {
    this.sql = {
      get: db.prepare<[string, string], { value: string | null; basis: number; own: string }>('SELECT value, basis, own FROM class WHERE archive = ? AND scheme = ?'),
      put: db.prepare('INSERT OR REPLACE INTO class (archive, scheme, value, basis, own, at) VALUES (?,?,?,?,?,?)'),
      drop: db.prepare('DELETE FROM class WHERE archive = ? AND scheme = ?'),
      page: db.prepare<[string, string], { archive: ArchiveId; scheme: string }>(`SELECT archive, scheme FROM class WHERE (archive, scheme) > (?, ?) ORDER BY archive, scheme LIMIT ${PAGE}`),
      basis: db.prepare<[number], string>('SELECT data FROM class_basis WHERE id = ?').pluck(),
      findBasis: db.prepare<[string, string], number>('SELECT id FROM class_basis WHERE scheme = ? AND data = ?').pluck(),
      putBasis: db.prepare('INSERT INTO class_basis (scheme, data) VALUES (?,?)'),
      allBases: db.prepare<[string], number>('SELECT id FROM class_basis WHERE scheme = ?').pluck(),
      dropBasis: db.prepare('DELETE FROM class_basis WHERE id = ?'),
    };
  }

  get(id: ArchiveId, scheme: SchemeKey) {
    return this.sql.get.get(id, scheme);
  }

  basis(number: number): string | undefined {
    const known = this.bases.get(number) ?? this.sql.basis.get(number);
    if (known !== undefined) this.bases.set(number, known);
    return known;
  }

  /** Answers the number of the basis. */
  put(id: ArchiveId, scheme: SchemeKey, { basis, value, own, computedAt }: PackedResult): number {
    let number = this.numbers.get(basis) ?? this.sql.findBasis.get(scheme, basis);
    number ??= Number(this.sql.putBasis.run(scheme, basis).lastInsertRowid);
    this.numbers.set(basis, number);
    this.sql.put.run(id, scheme, value, number, own, computedAt);
    return number;
  }

  drop(id: ArchiveId, scheme: SchemeKey): void {
    this.sql.drop.run(id, scheme);
  }

  /** Archives with a class that are not among `members`; `pause` is asked after every page and lets others have their turn. */
  async strangers(scheme: SchemeKey, members: ReadonlySet<ArchiveId>, pause: () => Promise<void>): Promise<readonly ArchiveId[]> {
    const found: ArchiveId[] = [];
    for (let page = this.sql.page.all('', ''); page.length > 0; ) {
      for (const row of page) if (row.scheme === scheme && !members.has(row.archive)) found.push(row.archive);
      const last = page[page.length - 1]!;
      await pause();
      page = this.sql.page.all(last.archive, last.scheme);
    }
    return found;
  }

  /** Ends a run: of the scheme's bases only those that a class rests on are kept. */
  forget(scheme: SchemeKey, used: ReadonlySet<number>): void {
    for (const number of this.sql.allBases.all(scheme)) if (!used.has(number)) this.sql.dropBasis.run(number);
    this.rolledBack();
  }

  /** What was put since the last commit is not there. */
  rolledBack(): void {
    this.bases.clear();
    this.numbers.clear();
  }
}
