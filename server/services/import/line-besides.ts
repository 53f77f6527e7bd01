/** What an exported line has besides sections and trade: comments, and files where their bytes are in it. What is there already under its id stays as it is. */
import { createHash } from 'node:crypto';
import { cleanComment, COMMENT_LONGEST, isCommentRecord } from '../../../model/comments.ts';
import type { ArchivedArchive, ArchivedFile } from '../../../model/import/archive-json.ts';
import type { ArchiveId, PersonId } from '../../../model/ids.ts';
import { parseRowId } from '../../../model/ids.ts';
import { isSectionKey } from '../../../model/sections.ts';
import { plainName, problemsOf } from '../files.ts';
import type { ImportPort } from './port.ts';
import type { RowNotes } from './report.ts';

/** True when something came. */
export async function besides(value: ArchivedArchive, archive: ArchiveId, notes: RowNotes, { port, dryRun }: { readonly port: ImportPort; readonly dryRun: boolean }): Promise<boolean> {
  if (dryRun) return false;
  let came = false;
  const left = (field: string, code: string, message: string): void => { notes.repaired(field, code, message); };
  for (const comment of value.comments ?? []) {
    const { section, record, by, edited } = comment;
    const [id, text, at] = [parseRowId(comment.id), cleanComment(comment.text), Date.parse(comment.at)];
    if (id === undefined || !isSectionKey(section) || !isCommentRecord(record) || text === '' || text.length > COMMENT_LONGEST || Number.isNaN(at)) { left('comments', 'bad-comment', 'A comment that cannot be one was left out.'); continue; }
    const done = await port.putComment({ id, archive, section, record, by: by as PersonId, at, text, edited: edited === null ? null : Date.parse(edited) || null });
    if (done === 'taken') left('comments', 'taken', `The comment ${id} was left out: another one has its id here.`);
    came ||= done === 'created';
  }
  for (const file of value.files ?? []) {
    const done = await bring(file, archive, port);
    came ||= done === 'created';
    switch (done) {
      case 'created': case 'there': break;
      case 'no-content': left('files', done, `The file ${JSON.stringify(file.name)} was left out: the line names it and does not hold it.`); break;
      case 'taken': left('files', done, `The file ${JSON.stringify(file.name)} was left out: another one has its id here.`); break;
      case 'bad-file': left('files', done, `The file ${JSON.stringify(file.name)} was left out: its bytes or what is said of it cannot be.`); break;
      case 'too-large': left('files', done, `The file ${JSON.stringify(file.name)} was left out: it is larger than a file may be here.`); break;
    }
  }
  return came;
}

async function bring({ id, section, kind, type, sha256, validUntil, by, at, content, ...file }: ArchivedFile, archive: ArchiveId, port: ImportPort): Promise<'created' | 'there' | 'taken' | 'no-content' | 'bad-file' | 'too-large'> {
  if (content === undefined) return 'no-content';
  const name = plainName(file.name);
  const bytes = Buffer.from(content, 'base64');
  const known = parseRowId(id);
  if (known === undefined || !isSectionKey(section) || problemsOf({ name, kind, validUntil }).length > 0 || Number.isNaN(Date.parse(at)) || createHash('sha256').update(bytes).digest('hex') !== sha256) return 'bad-file';
  return port.putFile({ id: known, archive, section, kind, name, type, validUntil, by: by as PersonId, at }, bytes);
}
