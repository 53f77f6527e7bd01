/** Exports that the server makes by itself into a folder: what `/api/export-schedules` takes and answers. */
import type { Language } from '../labels.ts';

export interface ExportSchedule {
  readonly id: string;
  readonly title: string;
  /** Under whose right; whoever that is must have the right to export at the moment when it is made. */
  readonly person: string;
  readonly format: 'csv' | 'xlsx' | 'json' | 'vcf';
  readonly lang: Language;
  readonly labels: 'names' | 'keys';
  readonly version: '3.0' | '4.0';
  readonly files: 'links' | 'content';
  readonly roundtrip: boolean;
  /** A saved view that the person may see: its question, and its columns where none are named. Null: `query`. */
  readonly view: string | null;
  /** A question to the register; null: all archives. */
  readonly query: unknown;
  /** Null: those of the view, else the usual ones. */
  readonly columns: readonly string[] | null;
  readonly tables: readonly string[] | null;
  /** Below the server's folder for exports (`DOSSIER_EXPORT`); empty: that folder itself. */
  readonly folder: string;
  /** Beginning of the files' names; the moment and the ending follow. */
  readonly name: string;
  /** As cron writes it, in the workspace's zone. */
  readonly schedule: string;
  /** So many of the newest files stay. */
  readonly keep: number;
}
export type NewExportSchedule = Omit<ExportSchedule, 'id'>;

/** How the last one went; `archives` and `file` of one that was made. Moments in ISO 8601. */
export interface ExportRun { readonly at: string; readonly state: 'done' | 'failed'; readonly file: string | null; readonly archives: number | null; readonly bytes: number | null; readonly error: string | null }
export interface ExportScheduleView extends ExportSchedule {
  readonly by: { readonly id: string; readonly name: string };
  readonly last: ExportRun | null;
  readonly running: boolean;
  /** Null: never again. */
  readonly next: string | null;
}
