/** Who may do what: the vocabulary and `decide()`, the one rule of DESIGN 5. The server runs it for every message, the browser only for hints. */
import type { ArchiveState } from './overview.ts';
import type { ArchiveId, DepartmentId, GrantId, PersonId } from './ids.ts';
import type { Clearance, SectionKey } from './sections.ts';

export const LEVELS = ['none', 'exists', 'read', 'write', 'manage'] as const;
export type Level = (typeof LEVELS)[number];
export const atLeast = (level: Level, wanted: Level): boolean => LEVELS.indexOf(level) >= LEVELS.indexOf(wanted);

export const ROLES = ['staff', 'manager', 'generalManager', 'service', 'serviceManager', 'steward', 'compliance', 'auditor', 'admin'] as const;
export type Role = (typeof ROLES)[number];
export const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text);

export interface Person {
  readonly id: PersonId;
  readonly name: string;
  readonly email: string | null;
  readonly department: DepartmentId | null;
  readonly roles: readonly Role[];
  readonly clearances: readonly Clearance[];
  readonly reportsTo: PersonId | null;
  readonly active: boolean;
  /** Roles that the database withholds although a token claims them; kept with the person, already taken out of `roles` wherever a right is decided. */
  readonly withheld?: readonly Role[];
}

export interface Department { readonly id: DepartmentId; readonly name: string; readonly parent: DepartmentId | null; readonly managers: readonly PersonId[] }

export interface Deputy { readonly person: PersonId; readonly from: string; readonly to: string }

/** The archive's own row, as far as rights need it. */
export interface ArchiveRights {
  readonly id: ArchiveId;
  readonly kind: string;
  readonly packs: readonly string[];
  readonly department: DepartmentId | null;
  readonly owner: PersonId | null;
  readonly coOwners: readonly PersonId[];
  readonly deputies: readonly Deputy[];
  readonly confidentiality: 'normal' | 'businessConfidential' | 'restricted';
  readonly state: ArchiveState;
}

export interface Grant {
  readonly id: GrantId;
  readonly archive: ArchiveId;
  readonly to: { readonly kind: 'person'; readonly id: PersonId } | { readonly kind: 'department'; readonly id: DepartmentId } | { readonly kind: 'role'; readonly id: Role };
  readonly level: 'exists' | 'read' | 'write';
  /** Named sections; null means the internal ones (a confidential section must be named). */
  readonly sections: readonly SectionKey[] | null;
  readonly from: string;
  readonly until: string | null;
  readonly reason: string;
  readonly requestedBy: PersonId;
  readonly approvedBy: PersonId;
}

/** Settings of the company; shipped values in `SHIPPED_POLICY`. */
export interface Policy { readonly departmentDefault: 'none' | 'exists' | 'read' | 'write' }

export type Because =
  | { readonly kind: 'inactive' | 'sealed' | 'erased' | 'owner' | 'coOwner' | 'steward' | 'generalManager' | 'ownerless' | 'closed' | 'compliance' }
  | { readonly kind: 'deputy'; readonly until: string }
  | { readonly kind: 'departmentManager' | 'colleague'; readonly department: DepartmentId }
  | { readonly kind: 'grant'; readonly grant: GrantId; readonly until: string | null }
  | { readonly kind: 'clearance'; readonly clearance: Clearance }
  | { readonly kind: 'noClearance'; readonly clearance: Clearance };

export interface Decision { readonly level: Level; readonly because: readonly Because[]; readonly until?: string }
