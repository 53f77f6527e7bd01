/** The company's own settings of who may see what, as one version of the policy holds them, with three presets. Versions, approver and page are the server's; what follows for one person is `decide()`. */
import { MOST_LINK_DAYS } from '../elsewhere/api.ts';
import type { DepartmentId, PersonId } from '../ids.ts';
import type { ArchiveRights, Level, Role } from '../rights.ts';
import type { Clearance, SectionKey } from '../sections.ts';

export type DefaultLevel = Exclude<Level, 'manage'>;

/** Who uses one kind of archive at work reads some of its sections: the designer, the budgeter and customer service those of a renovation (P-48). */
export interface PackRole {
  /** Archives with this pack. */
  readonly pack: string;
  readonly to: { readonly kind: 'role'; readonly id: Role } | { readonly kind: 'department'; readonly id: DepartmentId };
  readonly sections: readonly SectionKey[];
}

/** What may be entered unseen. Never the money-laundering file: of that not even its existence is told. */
export type EnterOnly = Exclude<Clearance, 'aml'>;

export interface Policy {
  /** Of who works in the archive's department, on its internal sections. */
  readonly departmentDefault: DefaultLevel;
  /** Of everybody who works with customers, on the internal sections of all archives. */
  readonly companyDefault: DefaultLevel;
  /** Read by what somebody is, on archives with a pack; the clearance of a restricted section is asked besides. */
  readonly packRoles: readonly PackRole[];
  /** Who may break glass. */
  readonly emergency: readonly PersonId[];
  /** Restricted classes into which somebody with `write` on the archive enters values that they cannot read back. */
  readonly enterOnly: readonly EnterOnly[];
  /** Restricted classes that are read on the server's own pages alone (`/frame` among them), whatever clearance somebody has: scripts of any other page could read along. */
  readonly frameOnly: readonly Clearance[];
  /** Days that a link for other programs holds at most; 0: there are none. */
  readonly linkDays: number;
}


export type PolicyPreset = 'open' | 'byDepartment' | 'strict';

export const POLICY_PRESETS: Readonly<Record<PolicyPreset, Policy>> = Object.freeze({
  /** Everybody reads all customers, a department works on its own together. */
  open: { departmentDefault: 'write', companyDefault: 'read', packRoles: [], emergency: [], enterOnly: ['identity'], frameOnly: [], linkDays: MOST_LINK_DAYS },
  /** A colleague of the department knows that the archive is there and may ask for access. */
  byDepartment: { departmentDefault: 'exists', companyDefault: 'none', packRoles: [], emergency: [], enterOnly: ['identity'], frameOnly: [], linkDays: MOST_LINK_DAYS },
  /** Nobody knows of an archive by belonging to a department. */
  strict: { departmentDefault: 'none', companyDefault: 'none', packRoles: [], emergency: [], enterOnly: [], frameOnly: [], linkDays: MOST_LINK_DAYS },
});

export const SHIPPED_POLICY: Policy = POLICY_PRESETS.byDepartment;

/** A policy as stored by any version: what it does not say is as shipped. */
export const policyOf = (stored: Partial<Policy> | null): Policy => ({ ...SHIPPED_POLICY, ...stored });

/** A marked archive is business of those who work on it (F-014): what the policy gives to many is shown less there, or not at all. */
export function underMark(level: DefaultLevel, confidentiality: ArchiveRights['confidentiality']): DefaultLevel {
  switch (confidentiality) {
    case 'normal': return level;
    case 'businessConfidential': return level === 'none' ? 'none' : 'exists';
    case 'restricted': return 'none';
  }
}

/** The department's default on one archive. */
export const departmentDefault = (policy: Policy, confidentiality: ArchiveRights['confidentiality']): DefaultLevel => underMark(policy.departmentDefault, confidentiality);
/** Everybody's default on one archive. */
export const companyDefault = (policy: Policy, confidentiality: ArchiveRights['confidentiality']): DefaultLevel => underMark(policy.companyDefault, confidentiality);
