/** Workbooks that come back: what the person changed is merged with what colleagues changed meanwhile, shown first, then written as one set that can be undone. Every value under the right of who uploads it. */
import type { Scalar, SectionPatch, SectionValues } from '../../../model/api.ts';
import { MOST_SHOWN } from '../../../model/export/workbook-api.ts';
import type { WorkbookApplying, WorkbookChange, WorkbookChoice, WorkbookConflict, WorkbookDone, WorkbookRefusal, WorkbookReport, WorkbookValue } from '../../../model/export/workbook-api.ts';
import { docName } from '../../../model/ids.ts';
import type { ArchiveId, ChangesetId } from '../../../model/ids.ts';
import { atLeast } from '../../../model/rights.ts';
import type { Caller, Person } from '../../../model/rights.ts';
import { parseDocSection, SECTIONS } from '../../../model/sections.ts';
import { parseValueKey } from '../../../model/value-keys.ts';
import type { Schema } from '../../../model/validation/section-rules.ts';
import type { ServerAccess } from '../../access/access.ts';
import type { Hub } from '../../sync/sync.ts';
import { EditError } from '../../sync/sync.ts';
import type { ChangesetService } from '../changesets/changesets.ts';
import { withoutValues } from '../import/report.ts';
import type { KeptUpload } from '../import/uploads.ts';
import type { WorkspaceCatalogue } from '../../../model/catalogue/catalogue.ts';
import type { Clock } from '../../clock.ts';
import { Refusal } from '../errors.ts';
import type { Works } from '../works.ts';
import { namesIn } from './names.ts';
import { readWorkbook } from './workbook-read.ts';
import type { WorkbookEdit } from './workbook-read.ts';
import { cellFor } from './workbook-values.ts';

export interface WorkbookOptions {
  readonly access: Pick<ServerAccess, 'rights' | 'directory' | 'digests' | 'elsewhere'>;
  readonly hub: Pick<Hub, 'read' | 'write'>;
  readonly changesets: Pick<ChangesetService, 'begin'>;
  readonly schema: Schema;
  readonly catalogue: { now(): WorkspaceCatalogue };
  readonly currency: string;
  readonly clock: Clock;
  readonly works: Works;
  readonly report: (event: string, error: unknown) => void;
}

interface Applying { state: 'running' | 'done' | 'failed'; done: number; total: number | null; error: string | null; report: Omit<WorkbookDone, 'applying'> | null; readonly until: number }
const shownOf = (id: string, { report, state, done, total, error }: Applying): WorkbookDone | WorkbookApplying => ({ ...(report ?? { id }), applying: { state, done, total, error } });

/** Milliseconds for which who applies waits for the end. */
const PATIENCE = 2_000;
/** Times that a section is read again because somebody wrote in between. */
const ATTEMPTS = 5;

export class Workbooks {
  readonly #options: WorkbookOptions;
  /** By upload, as long as the file waits. */
  readonly #applying = new Map<string, Applying>();
  constructor(options: WorkbookOptions) {
    this.#options = options;
  }

  /** What would happen; nothing is written. */
  look(person: Person, upload: KeptUpload): Promise<WorkbookReport> {
    return this.#run(person, upload, null, []);
  }

  /** What became of writing it; null: nobody began to. */
  applied(upload: KeptUpload, { without = [] }: Caller): WorkbookDone | WorkbookApplying | null {
    const job = this.#applying.get(upload.id);
    if (!job) return null;
    const told = shownOf(upload.id, job);
    if (without.length === 0 || !('changes' in told)) return told;
    // written by the server's own page, looked at by another
    const open = ({ key }: Pick<WorkbookChange, 'key'>): boolean => {
      const section = parseDocSection(key.split('/')[1] ?? '')?.section;
      const of = section && SECTIONS[section].class;
      return of?.kind !== 'restricted' || !without.includes(of.clearance);
    };
    return { ...told, changes: told.changes.filter(open), conflicts: told.conflicts.filter(open), refused: withoutValues(told.refused) };
  }

  /** Writes what only the workbook changed and what was chosen of the rest. Answers as soon as it is written, or after a moment how far it is. */
  async apply(person: Person, upload: KeptUpload, choices: readonly WorkbookChoice[]): Promise<WorkbookDone | WorkbookApplying> {
    const { clock, works, changesets } = this.#options;
    if (this.#applying.get(upload.id)?.state === 'running') throw new Refusal('conflict', 'This workbook is being written at this moment.');
    for (const [id, { until }] of this.#applying) if (until < clock.now()) this.#applying.delete(id);
    const job: Applying = { state: 'running', done: 0, total: null, error: null, report: null, until: upload.until };
    this.#applying.set(upload.id, job);
    const work = works.begin('workbook', person.id);
    const ended = (async () => {
      try {
        let set: Promise<ChangesetId> | null = null;
        const title = upload.files[0]?.name ?? 'workbook.xlsx';
        const report = await this.#run(person, upload, () => (set ??= changesets.begin({ kind: 'workbook', title, by: person.id })), choices, (done, total) => {
          [job.done, job.total] = [done, total];
          work.progress(done, total);
        });
        [job.report, job.state] = [{ ...report, changeset: set === null ? null : await (set as Promise<ChangesetId>) }, 'done'];
        work.done();
      } catch (error) {
        [job.state, job.error] = ['failed', error instanceof Refusal ? error.message : 'Something went wrong on the server; what was written until then stays, and can be undone.'];
        work.failed(job.error);
        if (!(error instanceof Refusal)) this.#options.report('a workbook was cut off', error);
      }
    })();
    await new Promise<void>((resolve) => {
      const stop = clock.after(PATIENCE, resolve);
      void ended.then(() => { stop(); resolve(); });
    });
    return shownOf(upload.id, job);
  }

  async #run(person: Person, upload: KeptUpload, changeset: (() => Promise<ChangesetId>) | null, choices: readonly WorkbookChoice[], progress: (done: number, total: number) => void = () => undefined): Promise<WorkbookReport & { readonly written: number }> {
    const { access, catalogue, currency, schema } = this.#options;
    const { dictionaries } = catalogue.now();
    const [file] = upload.files;
    if (!file) throw new Error('an upload has a file');
    const { sheets, edits, refused: first } = await readWorkbook(file, { dictionaries, people: access.directory.people(), currency, schema, directory: access.directory });
    const result: Result = { same: 0, written: 0, changes: [], conflicts: [], refused: [...first] };
    const groups = new Map<string, WorkbookEdit[]>();
    for (const edit of edits) {
      const name = docName(edit.archive, edit.section);
      const group = groups.get(name);
      if (group) group.push(edit);
      else groups.set(name, [edit]);
    }
    const chosen = new Map(choices.map((choice) => [choice.key, choice]));
    let done = 0;
    for (const group of groups.values()) {
      progress(done++, groups.size);
      // an administrator may have shut them out meanwhile
      const now = changeset === null ? person : access.directory.as(person);
      if (!now) throw new Refusal('forbidden', 'Who began this is no longer active here.');
      await this.#section(now, group, changeset, chosen, result);
    }
    progress(done, groups.size);
    const { changes, conflicts, refused, same, written } = result;
    return {
      id: upload.id, until: new Date(upload.until).toISOString(), sheets, written, counts: { changed: changes.length, same, conflicts: conflicts.length, refused: refused.length },
      changes: changes.slice(0, MOST_SHOWN), conflicts: conflicts.slice(0, MOST_SHOWN), refused: refused.slice(0, MOST_SHOWN),
    };
  }

  /** Edits of one document, together. */
  async #section(person: Person, edits: readonly WorkbookEdit[], changeset: (() => Promise<ChangesetId>) | null, chosen: ReadonlyMap<string, WorkbookChoice>, result: Result): Promise<void> {
    const { access, hub } = this.#options;
    const [{ archive, section }] = edits as readonly [WorkbookEdit];
    const refuse = (edit: WorkbookEdit, code: WorkbookRefusal['code'], message: string): void => { result.refused.push({ sheet: edit.sheet, row: edit.row, column: edit.column, archive: edit.archive, code, message }); };
    // who comes back as somebody else now is asked as that; what may not be seen answers as if it were not there
    const rights = await access.rights(person, archive);
    const home = parseDocSection(section)?.section;
    const level = (home && rights?.sections.get(home)?.level) ?? 'none';
    if (!atLeast(level, 'read')) return edits.forEach((edit) => { refuse(edit, 'not-found', 'There is no such archive or value, or you may not see it.'); });
    if (!atLeast(level, 'write')) return edits.forEach((edit) => { refuse(edit, 'forbidden', 'You may read this, not write it.'); });
    const [digest] = await access.digests(person, [archive]);
    const name = digest?.name ?? '';
    for (let attempt = 1; ; attempt++) {
      const { values, seq } = await hub.read(docName(archive, section));
      const merged = this.#merge(edits, values, name, chosen);
      const take = (): void => {
        result.same += merged.same;
        result.conflicts.push(...merged.conflicts);
        for (const edit of merged.removed) refuse(edit, 'removed', 'The row was removed meanwhile.');
      };
      if (changeset === null || merged.write.length === 0) {
        take();
        result.changes.push(...merged.write.map(({ change }) => change));
        return;
      }
      try {
        await hub.write(docName(archive, section), person.id, patchOf(merged.write.map(({ edit }) => edit)), { ifSeq: seq, changeset: await changeset() });
        take();
        result.changes.push(...merged.write.map(({ change }) => change));
        result.written += merged.write.length;
        return;
      } catch (error) {
        if (!(error instanceof EditError)) throw error;
        if (error.problems.some(({ code }) => code === 'incomplete') && attempt < ATTEMPTS) continue;
        take();
        return this.#singly(person, archive, section, merged.write, changeset, refuse, result);
      }
    }
  }

  /** What cannot stand together may stand alone: each is tried, and what is refused is named. */
  async #singly(person: Person, archive: ArchiveId, section: string, write: readonly Wanted[], changeset: () => Promise<ChangesetId>, refuse: (edit: WorkbookEdit, code: WorkbookRefusal['code'], message: string) => void, result: Result): Promise<void> {
    for (const { edit, change } of write) {
      try {
        await this.#options.hub.write(docName(archive, section), person.id, patchOf([edit]), { changeset: await changeset() });
        result.changes.push(change);
        result.written++;
      } catch (error) {
        if (!(error instanceof EditError)) throw error;
        refuse(edit, 'invalid', error.message);
      }
    }
  }

  #merge(edits: readonly WorkbookEdit[], values: SectionValues, name: string, chosen: ReadonlyMap<string, WorkbookChoice>): Merged {
    const merged: Merged = { write: [], conflicts: [], removed: [], same: 0 };
    const { dictionaries } = this.#options.catalogue.now();
    for (const edit of edits) {
      const now = current(values, edit.key);
      if (now === undefined) { merged.removed.push(edit); continue; }
      if (now === edit.mine) { merged.same++; continue; }
      const names = namesIn(edit.lang ?? 'en', dictionaries, this.#options.access.directory);
      const shown = (value: Scalar): WorkbookValue => ({ value, text: cellFor(value, edit.rule, names).text });
      const change: WorkbookChange = { key: `${edit.archive}/${edit.section}/${edit.key}`, sheet: edit.sheet, row: edit.row, column: edit.column, archive: edit.archive, name, base: shown(edit.base), mine: shown(edit.mine) };
      if (now === edit.base) { merged.write.push({ edit, change }); continue; }
      const choice = chosen.get(change.key);
      if (choice?.take === 'theirs') merged.same++;
      else if (choice?.take === 'mine' && (choice.theirs ?? null) === now) merged.write.push({ edit, change });
      else merged.conflicts.push({ ...change, theirs: shown(now) });
    }
    return merged;
  }
}

interface Result { same: number; written: number; readonly changes: WorkbookChange[]; readonly conflicts: WorkbookConflict[]; readonly refused: WorkbookRefusal[] }
interface Wanted { readonly edit: WorkbookEdit; readonly change: WorkbookChange }
interface Merged { readonly write: Wanted[]; readonly conflicts: WorkbookConflict[]; readonly removed: WorkbookEdit[]; same: number }

/** Undefined: its row is not there any more. */
function current({ fields, texts, rows }: SectionValues, key: string): Scalar | undefined {
  const parsed = parseValueKey(key);
  switch (parsed?.kind) {
    case 'field': return fields[parsed.key] ?? null;
    case 'text': return texts[parsed.key] || null;
    case 'cell': { const row = rows[parsed.table]?.[parsed.row]; return row === undefined ? undefined : (row[parsed.field] ?? null); }
    case 'rowText': return rows[parsed.table]?.[parsed.row] === undefined ? undefined : texts[`${parsed.table}/${parsed.row}/${parsed.field}`] || null;
    default: return undefined;
  }
}

function patchOf(edits: readonly WorkbookEdit[]): SectionPatch {
  const fields: Record<string, Scalar> = {};
  const texts: Record<string, string | null> = {};
  const rows: Record<string, Record<string, Record<string, Scalar>>> = {};
  for (const { key, mine } of edits) {
    const parsed = parseValueKey(key);
    if (parsed?.kind === 'field') fields[parsed.key] = mine;
    else if (parsed?.kind === 'text') texts[parsed.key] = mine === null ? null : String(mine);
    else if (parsed?.kind === 'cell') ((rows[parsed.table] ??= {})[parsed.row] ??= {})[parsed.field] = mine;
    else if (parsed?.kind === 'rowText') texts[`${parsed.table}/${parsed.row}/${parsed.field}`] = mine === null ? null : String(mine);
  }
  return { fields, rows, texts };
}
