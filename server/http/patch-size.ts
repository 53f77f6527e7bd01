/** How much one request may edit: what a body of a megabyte can hold would keep the server from everyone else for seconds (SPEC GATE-17). */
import type { SectionPatch } from '../../model/api.ts';
import { HttpError } from './errors.ts';

/** Values, and rows, which have a place of their own. */
export function partsOf({ fields, rows, texts, marks }: SectionPatch): number {
  let parts = size(fields) + size(texts) + size(marks);
  for (const table of Object.values(rows ?? {})) for (const row of Object.values(table)) parts += 1 + size(row);
  return parts;
}

/** Throws 413 above `most`. */
export function mustFit(parts: number, most: number): void {
  if (parts > most) throw new HttpError(413, 'too-large', `One request edits at most ${most} values and rows; send this in several.`);
}

const size = (record: object | null | undefined): number => (record == null ? 0 : Object.keys(record).length);
