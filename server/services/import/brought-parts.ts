/** Comments and files as an import brings them: under the id, the name and the moment that they have, and nobody is told of what was said long ago. */
import { trueType } from '../../../model/file-types.ts';
import { mentionsIn } from '../../../model/comments.ts';
import type { ArchiveId } from '../../../model/ids.ts';
import type { Directory } from '../../access/directory.ts';
import { StorageError } from '../../storage/storage.ts';
import type { Storage } from '../../storage/storage.ts';
import type { ImportPort } from './port.ts';

export function broughtParts({ storage: { comments, files }, changed, directory, fileBytes }: { readonly storage: Pick<Storage, 'comments' | 'files'>; readonly changed: (archive: ArchiveId) => void; readonly directory: Pick<Directory, 'current'>; readonly fileBytes: number }): Pick<ImportPort, 'putComment' | 'putFile'> {
  return {
    async putComment({ edited, ...comment }) {
      const there = await comments.get(comment.id);
      if (there) return there.archive === comment.archive && there.section === comment.section ? 'there' : 'taken';
      const mentions = [...new Set(mentionsIn(comment.text).map((id) => directory.current(id)))].filter((id) => id !== comment.by);
      await comments.put(comment, mentions);
      if (edited !== null) await comments.change(comment.id, { kind: 'edit', text: comment.text, mentions, at: edited });
      for (const person of mentions) await comments.read(person, [comment.id], edited ?? comment.at);
      changed(comment.archive);
      return 'created';
    },
    async putFile(file, bytes) {
      const there = await files.get(file.id);
      if (there) return there.archive === file.archive && there.section === file.section ? 'there' : 'taken';
      try {
        await files.put(file, (async function* once() { yield bytes; })(), fileBytes, (head) => trueType(head, file.name, file.type));
      } catch (error) {
        if (error instanceof StorageError && error.code === 'too-large') return 'too-large';
        throw error;
      }
      changed(file.archive);
      return 'created';
    },
  };
}
