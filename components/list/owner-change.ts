/** Giving several archives an owner, one after the other: co-owners and deputies stay as they are, each failure keeps its reason. No DOM. */
import type { ArchiveView } from '../../model/api.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import { ApiError } from '../internal/session.ts';
import type { Session } from '../internal/session.ts';

export interface OwnerTarget { readonly id: ArchiveId; readonly name: string }
export interface OwnerFailure extends OwnerTarget { readonly message: string }
export type OwnerChange =
  | { readonly kind: 'running'; readonly done: number; readonly all: number }
  | { readonly kind: 'done'; readonly changed: number; readonly failures: readonly OwnerFailure[] };

/** `tell` hears after every archive; the answer is the last thing told. */
export async function setOwners(session: Pick<Session, 'request'>, targets: readonly OwnerTarget[], owner: PersonId, tell: (change: OwnerChange) => void): Promise<OwnerChange> {
  const failures: OwnerFailure[] = [];
  for (const [done, target] of targets.entries()) {
    tell({ kind: 'running', done, all: targets.length });
    const path = `/api/archives/${encodeURIComponent(target.id)}`;
    try {
      const { row } = await session.request<ArchiveView>('GET', path);
      // who becomes the owner need not be named beside it
      const coOwners = (row?.coOwners ?? []).map(({ id }) => id).filter((id) => id !== owner);
      await session.request('PUT', `${path}/owners`, { owner, coOwners, deputies: row?.deputies ?? [] });
    } catch (error) {
      failures.push({ ...target, message: error instanceof ApiError && error.status !== 0 ? error.message : '' });
    }
  }
  const change: OwnerChange = { kind: 'done', changed: targets.length - failures.length, failures };
  tell(change);
  return change;
}
