/** Every `dossier-*` event with the type of its detail. An owner of elements adds a line here; firing is `DossierElement.wish`. */

import type { Condition } from '../../model/register/query.ts';
import type { Unsaved } from './session.ts';

/**
 * What is not saved while a session ends. `asked`: by `signOut()`, and the one cause that can be prevented; `token`: the page took `getToken` away;
 * `person`: another person signed in; `removed`: the element left the page, and only what the browser may not keep is named.
 */
export interface SignOut { readonly unsaved: readonly Unsaved[]; readonly cause: 'asked' | 'token' | 'person' | 'removed' }

export interface DossierEvents {
  /** The person wants to see this archive; the host decides where. `correction`: the case in it that is meant, where the host shows cases. */
  'dossier-open': { readonly archive: string; readonly correction?: string };
  /** An archive was opened; `archive` is its new id. */
  'dossier-created': { readonly archive: string };
  /** Two archives became one; `archive` is the one that stays. */
  'dossier-merged': { readonly archive: string };
  /** The person wants to edit this row: of the section's table, in whatever form the host has. */
  'dossier-row': { readonly archive: string; readonly section: string; readonly table: string; readonly row: string };
  /** The session needs a new token and could not get one: the host should sign the person in. */
  'dossier-auth-required': { readonly reason: string };
  'dossier-sign-out': SignOut;
  /** How many comments the value or row has. */
  'dossier-comments': { readonly archive: string; readonly section: string; readonly record: string; readonly count: number };
  /** How often others call this person in comments that were not read yet. */
  'dossier-mentions': { readonly unread: number };
  /** How many notices this person has not read. */
  'dossier-notices': { readonly unread: number };
  /** The person turned to another analysis. */
  'dossier-analysis': { readonly analysis: string };
  /** The person wants to see the customers behind a part of a picture: the question to the register, and what it was called. */
  'dossier-customers': { readonly where: readonly Condition[]; readonly title: string };
}

declare global {
  /** Of elements, of the document and of the window: they bubble up to both. */
  interface GlobalEventHandlersEventMap {
    'dossier-open': CustomEvent<DossierEvents['dossier-open']>;
    'dossier-merged': CustomEvent<DossierEvents['dossier-merged']>;
    'dossier-row': CustomEvent<DossierEvents['dossier-row']>;
    'dossier-created': CustomEvent<DossierEvents['dossier-created']>;
    'dossier-auth-required': CustomEvent<DossierEvents['dossier-auth-required']>;
    'dossier-sign-out': CustomEvent<SignOut>;
    'dossier-comments': CustomEvent<DossierEvents['dossier-comments']>;
    'dossier-mentions': CustomEvent<DossierEvents['dossier-mentions']>;
    'dossier-notices': CustomEvent<DossierEvents['dossier-notices']>;
    'dossier-analysis': CustomEvent<DossierEvents['dossier-analysis']>;
    'dossier-customers': CustomEvent<DossierEvents['dossier-customers']>;
  }
}
