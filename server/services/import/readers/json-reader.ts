/** Reads Dossier's own archives, one a line: the second cell of a record is the whole archive. The format is `model/import/archive-json.ts`. */
import { createInterface } from 'node:readline';
import { parseHead } from '../../../../model/import/archive-json.ts';
import { headOf, ReadError, type ImportFile, type Reader, type SourceRecord } from './reader.ts';

/** Characters of one archive: a section holds at most two megabytes. */
const LINE = 64_000_000;

async function* records(file: ImportFile): AsyncGenerator<SourceRecord> {
  let line = 0;
  for await (const text of createInterface({ input: file.open(), crlfDelay: Infinity })) {
    line++;
    if (text.trim() === '') continue;
    if (text.length > LINE) throw new ReadError('record-too-long', line, `The archive on line ${line} is larger than an archive can be.`);
    if (line === 1) {
      const head = parseHead(text.replace(/^\ufeff/, ''));
      if (!head.ok) throw new ReadError('unreadable', 1, head.message);
      yield { line, cells: ['archive'] };
    } else yield { line, cells: [text] };
  }
  if (line === 0) throw new ReadError('empty-file', 1, 'The file is empty.');
}

export const jsonReader: Reader = {
  format: 'json',
  fits: (head, name) => /\.jsonl?$/i.test(name) || /^\ufeff?\s*\{"format":"dossier-archives"/.test(head.toString()),
  async open(file) {
    const head = parseHead((await headOf(file, 65_536)).toString('utf8').replace(/^\ufeff/, '').split(/\r?\n/, 1)[0] ?? '');
    if (!head.ok) throw new ReadError('unreadable', 1, head.message);
    return { format: 'json', encoding: null, otherEncodings: [], separator: null, tables: [{ name: '', records: () => records(file) }] };
  },
};
