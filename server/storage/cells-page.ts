/** What main thread and register thread say to each other about a page with digests. Types alone. */
import type { ArchiveId, PersonId } from '../../model/ids.ts';

/** `unsure`: of whom only a living token tells. */
export interface KnownPerson { readonly id: PersonId; readonly name: string; readonly active: boolean; readonly unsure: boolean }
/** The people as digests name them; the number rises whenever somebody may read otherwise. Whom the list does not have is nobody's but the id's. */
export interface KnownPeople { readonly version: number; readonly people: readonly KnownPerson[] }

/**
 * `whole`: the `RegisterPage`, or the `ArchivePage`, as JSON, which goes out as it is: given away with the answer, so that the main thread copies nothing of it. `ids`: of its items. `unsure`: those that name somebody
 * of whom only the main thread can say who that is now.
 */
export interface PageAnswer { readonly whole: Uint8Array<ArrayBuffer>; readonly ids: readonly ArchiveId[]; readonly unsure: readonly ArchiveId[] }
