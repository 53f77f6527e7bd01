/** The JSON of `/api/service-matrix`. */
import type { Moment, PersonRef } from '../overview.ts';
import type { Given, ServiceMatrix } from './matrix.ts';

export type MatrixVersion = ServiceMatrix & { readonly version: number; readonly setBy: PersonRef | null; readonly setAt: Moment | null; /** Why, in the words of who set it. */ readonly note: string | null };
/** `past`: versions before, newest first. */
export type ServiceMatrixView = MatrixVersion & { readonly past: readonly MatrixVersion[] };
/** What one customer gets, by the classes that the asker may know of. */
export interface ServiceView { readonly services: readonly Given[] }
