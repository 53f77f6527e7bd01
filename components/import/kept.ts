/** What a tab remembers of an import that was not begun yet, so that a reload loses no correction. A running import needs none of it: the server knows it. */
import type { ImportMapping } from '../../model/import/api.ts';
import type { Session } from '../internal/session.ts';

export interface Kept { readonly upload: string; readonly source: string; readonly mapping: ImportMapping; /** The dry run that is looked at. */ readonly dry: string | null }

const name = (session: Session): string => `dossier-import ${JSON.stringify([session.endpoint, session.me?.id ?? ''])}`;

export function keep(session: Session, kept: Kept): void {
  try {
    sessionStorage.setItem(name(session), JSON.stringify(kept));
  } catch {
    // no storage is allowed here: corrections last as long as the page
  }
}
export function recall(session: Session): Kept | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(name(session)) ?? 'null') as Partial<Kept> | null;
    return kept !== null && typeof kept.upload === 'string' && typeof kept.source === 'string' && Array.isArray(kept.mapping?.tables) ? { upload: kept.upload, source: kept.source, mapping: kept.mapping, dry: typeof kept.dry === 'string' ? kept.dry : null } : null;
  } catch {
    return null; // no storage, or somebody else's text in it: nothing was kept
  }
}
export function forget(session: Session): void {
  try {
    sessionStorage.removeItem(name(session));
  } catch {
    // nothing was kept there
  }
}
