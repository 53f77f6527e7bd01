/** What became of each row of a run: counted for its report, and written down for whoever asks later. */
import type { ImportReport } from '../../../model/api.ts';
import type { ImportRowView, RowState } from '../../../model/import/api.ts';
import type { ArchiveId } from '../../../model/ids.ts';
import type { ImportedRow } from '../../storage/storage.ts';
import type { LikelyNote } from './likely.ts';
import type { ImportPort, NotedRow } from './port.ts';
import { Reporter, type RowNotes } from './report.ts';

export interface Told {
  readonly archive?: ArchiveId | null;
  readonly name?: string | null;
  readonly match?: ImportRowView['match'];
  readonly changes?: ImportRowView['changes'];
  readonly likely?: LikelyNote | null;
  /** What was remembered of an updated row. */
  readonly before?: ImportedRow;
}

const OUTCOMES: Readonly<Record<RowState, 'created' | 'updated' | 'unchanged' | 'refused' | 'skipped'>> = { create: 'created', update: 'updated', same: 'unchanged', refuse: 'refused', skip: 'skipped' };

export class RunLog {
  readonly report: Reporter;
  readonly #port: Pick<ImportPort, 'noteRows'>;
  readonly #dryRun: boolean;
  #row = 0;
  #noted: NotedRow[] = [];

  constructor(port: Pick<ImportPort, 'noteRows'>, source: string, dryRun: boolean) {
    this.#port = port;
    this.#dryRun = dryRun;
    this.report = new Reporter(source, dryRun);
  }

  /** Gives a row its number. The same file gives the same numbers, so that a run that goes on writes over its own notes. */
  enter(notes: RowNotes): void {
    notes.number = ++this.#row;
  }

  told(file: string, notes: RowNotes, state: RowState, told: Told = {}): void {
    this.counted(file, notes, state);
    this.#noted.push({ row: notes.number, state, data: this.data(file, notes, state, told) });
  }

  /** Of a row that is written down elsewhere. */
  counted(file: string, notes: RowNotes, state: RowState): void {
    this.report.row(file, OUTCOMES[state], notes.lines);
  }

  /** JSON for `import_row`. */
  data(file: string, notes: RowNotes, state: RowState, { archive = null, name = null, match = null, changes = [], likely = null, before }: Told = {}): string {
    const lines = notes.lines.map(({ outcome, field, code, message }) => ({ outcome, field, code, message }));
    return JSON.stringify({ file, line: notes.line, externalId: notes.externalId, archive, name, match, changes, notes: lines, ...(likely && { likely }), ...(before && !this.#dryRun && { before }), ...(notes.lost.length > 0 && { lost: notes.lost }), ...(state === 'refuse' && notes.raw && { raw: notes.raw }) });
  }

  /** `imported` is remembered of the same rows, in the same transaction. */
  async flush(imported: readonly ImportedRow[] = []): Promise<void> {
    const noted = this.#noted;
    this.#noted = [];
    if (noted.length > 0 || imported.length > 0) await this.#port.noteRows(noted, imported);
  }

  build(): ImportReport {
    return this.report.build();
  }
}
