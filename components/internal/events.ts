/** Every `dossier-*` event with the type of its detail. An owner of elements adds a line here; firing is `DossierElement.wish`. */

export interface DossierEvents {
  /** The person wants to see this archive; the host decides where. */
  'dossier-open': { readonly archive: string };
  /** An archive was opened; `archive` is its new id. */
  'dossier-created': { readonly archive: string };
  /** The session needs a new token and could not get one: the host should sign the person in. */
  'dossier-auth-required': { readonly reason: string };
}

declare global {
  interface HTMLElementEventMap {
    'dossier-open': CustomEvent<DossierEvents['dossier-open']>;
    'dossier-created': CustomEvent<DossierEvents['dossier-created']>;
    'dossier-auth-required': CustomEvent<DossierEvents['dossier-auth-required']>;
  }
}
