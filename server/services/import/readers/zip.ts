/** The members of a zip archive as streams, one after the other; what swells beyond reason is refused while it does. Nothing is written to disk, so no name in it leads anywhere. */
import { Unzip, UnzipInflate } from 'fflate';
import { ReadError, type ImportFile } from './reader.ts';

/** Members of an archive. A workbook has dozens. */
const MEMBERS = 10_000;
/** Bytes that one member may unpack to before anybody asks how far it was packed. */
const UNASKED = 16_000_000;
/** A sheet of equal rows packs to a hundredth; what packs further is made to harm. */
const RATIO = 250;
/** Bytes that are unpacked before what they gave is handed on. */
const PIECE = 16_384;

const bomb = (): ReadError => new ReadError('zip-bomb', 1, 'The file unpacks to far more than a workbook holds, so it was not read. Open it in your spreadsheet program and save it as .xlsx or as CSV.');

/** Calls `member` for every member whose name `wanted` says yes to; its answer hears the bytes, and null at the end. Answers false from `more` to read no further. */
export async function readZip(file: ImportFile, wanted: (name: string) => boolean, member: (name: string) => (bytes: Uint8Array | null) => void, turn: () => Promise<boolean> = () => Promise.resolve(true)): Promise<void> {
  let failed: unknown = null;
  let members = 0;
  let packed = 0;
  const unzip = new Unzip((found) => {
    if (++members > MEMBERS) failed ??= bomb();
    if (failed !== null || !wanted(found.name)) return;
    const take = member(found.name);
    const before = packed;
    let bytes = 0;
    found.ondata = (error, data, final) => {
      if (failed !== null) return;
      try {
        if (error) throw new ReadError('unreadable', 1, 'The workbook is damaged: a part of it cannot be unpacked. Open it in your spreadsheet program and save it again.');
        bytes += data.length;
        if (bytes > UNASKED && bytes > (packed - before + PIECE) * RATIO) throw bomb();
        take(data);
        if (final) take(null);
      } catch (thrown) {
        failed = thrown;
        found.terminate();
      }
    };
    found.start();
  });
  unzip.register(UnzipInflate);
  for await (const chunk of file.open() as AsyncIterable<Uint8Array>) {
    for (let at = 0; at < chunk.length; at += PIECE) {
      const piece = chunk.subarray(at, at + PIECE);
      packed += piece.length;
      try {
        unzip.push(piece);
      } catch (error) {
        failed ??= error;
      }
      if (failed !== null) throw failed instanceof ReadError ? failed : new ReadError('unreadable', 1, 'The workbook is damaged and cannot be unpacked. Open it in your spreadsheet program and save it again.');
      if (!(await turn())) return;
    }
  }
  try {
    unzip.push(new Uint8Array(0), true);
  } catch (error) {
    failed ??= error;
  }
  if (failed !== null) throw failed instanceof ReadError ? failed : new ReadError('unreadable', 1, 'The workbook is cut off. Receive or save it once more.');
}
