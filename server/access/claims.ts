/** What an issuer's claims mean here: name, address, department and roles, under the names and the map of the configuration. Whether they are true is left to whoever checked the signature. */
import { parseDepartmentId } from '../../model/ids.ts';
import type { DepartmentId } from '../../model/ids.ts';
import { isRole } from '../../model/rights.ts';
import type { Role } from '../../model/rights.ts';

/** Names of the claims that carry what the token may say of a person; `a.b` reaches into an object. */
export interface ClaimNames { readonly name: string; readonly department: string; readonly roles: string; readonly email: string }

export interface ClaimRules extends ClaimNames {
  /** Values of the roles' claim, such as groups of a directory, with the role that each gives; what is not in it gives none. Missing or null: values that are names of roles count as they are. */
  readonly roleMap?: ReadonlyMap<string, Role> | null;
}

/** Undefined: the claim is missing, the directory decides. */
export interface Said {
  readonly name: string | undefined;
  readonly email: string | undefined;
  /** A department's id, or the name of one; null: the token says that there is none. */
  readonly department: DepartmentId | null | undefined;
  readonly roles: readonly Role[] | undefined;
}

type Payload = Readonly<Record<string, unknown>>;

/** `warn` hears once that an issuer leaves the roles' claim out because a person is in too many groups: then nobody's groups would be noticed to be missing. */
export function claimReader(rules: ClaimRules, warn: (text: string) => void = () => undefined): (payload: Payload) => Said {
  let told = false;
  return (payload) => {
    const named = claim(payload, rules.department);
    const department = text(named);
    const roles = claim(payload, rules.roles);
    if (roles === undefined && !told && leftOut(payload, rules.roles)) {
      told = true;
      warn(`The issuer left the claim ${JSON.stringify(rules.roles)} out of a token and only points to it, as it does for people in very many groups. Such people keep the roles that the directory here gives them. Let the issuer send only the groups assigned to this application, or app roles.`);
    }
    return {
      name: text(claim(payload, rules.name)),
      email: text(claim(payload, rules.email)),
      department: named === null || named === '' ? null : department === undefined ? undefined : parseDepartmentId(department),
      roles: roles === undefined ? undefined : rolesOf(roles, rules.roleMap ?? null),
    };
  };
}

function rolesOf(value: unknown, map: ReadonlyMap<string, Role> | null): readonly Role[] {
  // one text may be one group with blanks in its name, or several roles
  const values: readonly unknown[] = Array.isArray(value) ? value : [String(value), ...String(value).split(','), ...String(value).split(/[\s,]+/)];
  const roles = values.flatMap((each) => {
    if (typeof each !== 'string') return [];
    const role = map === null ? each : map.get(each.trim());
    return role !== undefined && isRole(role) ? [role] : [];
  });
  return [...new Set(roles)];
}

/** OpenID Connect Core 5.6.2: `_claim_names` points to where a claim is to be fetched; `hasgroups` says the same in tokens that have no room for that. */
const leftOut = (payload: Payload, name: string): boolean => {
  const names = payload['_claim_names'];
  return (typeof names === 'object' && names !== null && Object.hasOwn(names, name)) || (name === 'groups' && (payload['hasgroups'] === true || payload['hasgroups'] === 'true'));
};

/** A claim by its whole name first (`https://example/roles`), then as a path (`realm_access.roles`). */
function claim(payload: Payload, name: string): unknown {
  if (Object.hasOwn(payload, name)) return payload[name];
  let value: unknown = payload;
  for (const part of name.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

const text = (value: unknown): string | undefined => {
  const trimmed = typeof value === 'string' ? value.trim() : '';
  return trimmed === '' || trimmed.length > 200 || /\p{Cc}/u.test(trimmed) ? undefined : trimmed;
};
