/** What a pasted text was read as; how it comes into an archive's sections is the caller's. */

export type MethodKind = 'phone' | 'mobile' | 'fax' | 'email' | 'wechat' | 'line' | 'whatsapp';
export type FieldKey = 'customer.name' | 'crm.website' | 'org.unifiedSocialCreditCode' | 'org.taxRegistrationNumber' | 'org.legalRepresentative';
export interface AddressParts { readonly text: string; readonly country?: string; readonly region?: string; readonly city?: string; readonly postcode?: string }

export type Target =
  | { readonly kind: 'field'; readonly key: FieldKey }
  | { readonly kind: 'method'; readonly method: MethodKind }
  | { readonly kind: 'address' }
  /** A postcode that stands apart from its address. */
  | { readonly kind: 'postcode' }
  /** A column of a row of `people`; `role` is an option of D-12. */
  | { readonly kind: 'person'; readonly column: 'name' | 'position' | 'workScope' | 'role' };

export interface Finding {
  readonly target: Target;
  readonly value: string | AddressParts;
  /** True: a label or a form that nothing else has said so. False: read from its place and words; better left unticked. */
  readonly sure: boolean;
  /** Where it stands in the pasted text, in UTF-16 units. */
  readonly from: readonly [start: number, end: number];
  /** Subjects of the text, counted from 0: a line of a table, a card of several. */
  readonly subject: number;
}

export const field = (key: FieldKey): Target => ({ kind: 'field', key });
export const method = (kind: MethodKind): Target => ({ kind: 'method', method: kind });
export const person = (column: 'name' | 'position' | 'workScope' | 'role'): Target => ({ kind: 'person', column });
