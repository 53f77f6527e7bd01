/** "Still right": says of a value or a row that it was checked today, in the section's document where it is open, else over REST. */
import type { SectionPatch } from '../../../model/api.ts';
import type { Finding } from '../../../model/completeness/finding.ts';
import { getRows, setCell, setMark } from '../../../model/section-doc.ts';
import type { Session } from '../../internal/session.ts';
import type { OpenSection } from '../open-section.ts';

type Stale = Extract<Finding, { kind: 'stale' }>;
const METHODS: ReadonlySet<string> = new Set(['methods', 'peopleMethods']);
/** Columns that say which row it is, not what it says. */
const NAMES: ReadonlySet<string> = new Set(['use', 'kind', 'person', 'link']);

/** A paper that has ended needs another one, a dead number too; which year's document a contact record lies in, its form knows. */
export function verifiable({ reason, section }: Stale): boolean {
  return section !== 'contacts' && (reason === 'age' || reason === 'disputed' || reason === 'outdated');
}

export async function verify(finding: Stale, today: string, step: string, section: OpenSection | null, session: Session, archive: string): Promise<void> {
  const [root, table = '', row = '', column] = finding.key.split('/');
  const wholeRow = root === 'rows' && column === undefined;
  const said = (of: string) => ({ [`${of}#accuracy`]: 'verified', [`${of}#verifiedAt`]: today });
  if (section?.doc != null && !section.readOnly) {
    section.edit(step, wholeRow ? `rows/${table}` : `marks/${finding.key}`, (doc) => {
      if (wholeRow && METHODS.has(table)) {
        setCell(doc, table, row, 'alive', true);
        setCell(doc, table, row, 'verifiedAt', today);
        return;
      }
      const cells = wholeRow ? (getRows(doc, table).find(({ id }) => id === row)?.cells ?? {}) : {};
      for (const of of wholeRow ? keysOf(table, row, Object.keys(cells)) : [finding.key]) for (const [mark, value] of Object.entries(said(of))) setMark(doc, of, mark.slice(of.length + 1), value);
    });
    return;
  }
  const path = `/api/archives/${encodeURIComponent(archive)}/sections/${finding.section}`;
  const patch = async (): Promise<SectionPatch> => {
    if (wholeRow && METHODS.has(table)) return { rows: { [table]: { [row]: { alive: true, verifiedAt: today } } } };
    if (!wholeRow) return { marks: said(finding.key) };
    const { rows } = await session.request<{ readonly rows: Readonly<Record<string, Readonly<Record<string, object>>>> }>('GET', path);
    return { marks: Object.assign({}, ...keysOf(table, row, Object.keys(rows[table]?.[row] ?? {})).map(said)) as Record<string, string> };
  };
  await session.request('PATCH', path, await patch());
}

/** One value of the row stands for it: the first that says something. */
const keysOf = (table: string, row: string, columns: readonly string[]): readonly string[] => columns.filter((column) => !NAMES.has(column)).slice(0, 1).map((column) => `rows/${table}/${row}/${column}`);
