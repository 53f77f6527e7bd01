/** Reads a pasted text (mail footer, chat signature, cells, vCard) as facts of a customer, all where it is pasted. When unsure it leaves out: showing, choosing and storing are the caller's. */
import type { Finding } from './finding.ts';
import { readLines } from './lines.ts';
import { readSheet } from './sheet.ts';
import { readCards } from './vcard.ts';

export type { AddressParts, FieldKey, Finding, MethodKind, Target } from './finding.ts';

/** More is no paste of this kind; what comes after is not read. */
export const LONGEST_PASTE = 200_000;

export function readPaste(text: string): readonly Finding[] {
  const read = text.slice(0, LONGEST_PASTE);
  if (/^BEGIN:VCARD\s*$/im.test(read)) return readCards(read);
  const lines = read.split(/\r?\n/).filter((line) => line.trim() !== '');
  return lines.length > 0 && lines.every((line) => line.includes('\t')) ? readSheet(read) : readLines(read);
}
