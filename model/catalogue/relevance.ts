/** Where a field belongs: of which packs it is, for which kind of customer and which role. What does not fit is not offered, but found by search. Data and no catalogue, so that the browser can ask it. */
import type { PackKey } from './types.ts';

export interface Belonging { readonly key: string; readonly group: string; /** With those of the product's own: what `packsOf` or the catalogue's answer says. */ readonly packs: readonly string[] }

/**
 * Groups of a pack that mean one kind of customer: Article 33 asks a person for other papers than a company, and a hotel keeps other facts of a guest than of the
 * company that sends guests. A pack that is itself about one kind (`individual`, `organisation`) was chosen on purpose and counts wherever it was.
 */
const OF_KIND: Readonly<Record<string, (kind: string) => boolean>> = Object.freeze({
  F2: (kind) => kind === 'individual',
  F3: (kind) => kind !== 'individual',
  F7: (kind) => kind === 'individual',
  F17: (kind) => kind !== 'individual',
  F18: (kind) => kind === 'individual',
  F19: (kind) => kind === 'individual',
});
const ABOUT_A_KIND: ReadonlySet<string> = new Set(['individual', 'organisation'] satisfies PackKey[]);

export const appliesTo = (field: Pick<Belonging, 'group'>, pack: string, kind: string): boolean => ABOUT_A_KIND.has(pack) || (OF_KIND[field.group]?.(kind) ?? true);

/** Facts of one kind of customer in packs that are for all. */
const KIND_OF: Readonly<Record<string, (kind: string) => boolean>> = Object.freeze({
  'crm.industry': (kind) => kind !== 'individual',
  'crm.fax': (kind) => kind !== 'individual',
  'behaviour.lifestyle': (kind) => kind === 'individual',
});

/** Business roles (D-17) of which a field speaks: `only` without one of them it is not offered; `unless` it is, as long as nobody gave the customer another role. */
const ROLES_OF: Readonly<Record<string, { readonly roles: readonly string[]; readonly when: 'only' | 'unless' }>> = Object.freeze({
  'customer.specialKind': { roles: ['special'], when: 'only' },
  'crm.wishesToRepresent': { roles: ['dealer'], when: 'only' },
  'g1.grossMarginStandard': { roles: ['dealer', 'supplier'], when: 'unless' },
  'g1.monthlyDemand': { roles: ['dealer'], when: 'unless' },
  'g1.productsRequired': { roles: ['dealer'], when: 'unless' },
  'g1.supplierStructure': { roles: ['dealer'], when: 'unless' },
});

export interface Subject { readonly kind: string; readonly packs: readonly string[]; readonly roles: readonly string[] }

/** Is it of the sheets that this customer's archive has? */
export const isOwn = (field: Belonging, { kind, packs }: Omit<Subject, 'roles'>): boolean =>
  (KIND_OF[field.key]?.(kind) ?? true) && ['base', ...packs].some((pack) => field.packs.includes(pack) && appliesTo(field, pack, kind));

/** `first`: it belongs to a role that this customer has, so it is offered before the others; `no`: to a role that they do not have. */
export function roleFit(key: string, roles: readonly string[]): 'first' | 'yes' | 'no' {
  const rule = ROLES_OF[key];
  if (rule === undefined) return 'yes';
  if (rule.roles.some((role) => roles.includes(role))) return 'first';
  return rule.when === 'unless' && roles.length === 0 ? 'yes' : 'no';
}

export const offerOf = (field: Belonging, subject: Subject): 'first' | 'yes' | 'no' => (isOwn(field, subject) ? roleFit(field.key, subject.roles) : 'no');
