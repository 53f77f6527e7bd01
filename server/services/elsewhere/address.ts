/** Where a link to an archive leads: to the page of the intranet that `DOSSIER_ARCHIVE_URL` names, else to the server's own. */
import type { StoredArchive } from '../../storage/storage.ts';

type Named = Pick<StoredArchive, 'id' | 'keys'>;

/** `base`: the server's own address, without a slash at its end. An archive without the key that the template asks for is at home here. */
export function archiveAddress(template: string | null, { id, keys }: Named, base: string): string {
  const own = `${base}/a/${encodeURIComponent(id)}`;
  if (template === null) return own;
  let missing = false;
  const filled = template.replaceAll(/\{(?:id|key:([a-z][a-z0-9._-]*))\}/g, (_, system: string | undefined) => {
    const value = system === undefined ? id : keys.find((key) => key.startsWith(`${system}:`))?.slice(system.length + 1);
    missing ||= value === undefined;
    return encodeURIComponent(value ?? '');
  });
  return missing ? own : filled;
}
