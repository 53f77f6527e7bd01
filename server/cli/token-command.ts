/** `dossier token`: a token as the host's backend would sign it, for trying an installation. It lives an hour at most. */
import { parseDepartmentId, parsePersonId } from '../../model/ids.ts';
import { isRole, ROLES } from '../../model/rights.ts';
import { mintToken } from '../access/token.ts';
import { readConfig } from '../config.ts';
import { CommandError, EXIT, type World } from './world.ts';

export interface TokenArguments {
  readonly sub: string;
  readonly name?: string;
  readonly department?: string;
  readonly role?: readonly string[];
  readonly minutes: number;
}

/** Prints the token alone, so that `$(dossier token …)` works. */
export async function tokenCommand(options: TokenArguments, world: World): Promise<void> {
  const { identity, audience, issuer } = readConfig(world.env, 'command');
  const secret = identity.kind === 'secret' ? identity.secrets[0] : undefined;
  if (!secret) throw new CommandError(EXIT.usage, 'DOSSIER_JWT_SECRET must be set: the token is signed with it. Where an issuer signs (DOSSIER_JWKS_URL, DOSSIER_ISSUER), only the issuer can make one.');
  const unknown = (options.role ?? []).find((role) => !isRole(role));
  if (unknown !== undefined) throw new CommandError(EXIT.usage, `--role ${JSON.stringify(unknown)} is no role; known: ${ROLES.join(' ')}.`);
  if (parsePersonId(options.sub) === undefined) throw new CommandError(EXIT.usage, '--sub must have 1 to 128 characters and no blanks at its ends.');
  if (options.department !== undefined && parseDepartmentId(options.department) === undefined) throw new CommandError(EXIT.usage, '--department must have 1 to 64 characters and no blanks at its ends.');
  const { token } = await mintToken(secret, {
    sub: options.sub, ...(options.name === undefined ? {} : { name: options.name }), ...(options.department === undefined ? {} : { department: options.department }), ...(options.role ? { roles: options.role } : {}),
  }, { audience, issuer, seconds: options.minutes * 60, now: world.now() });
  world.out(token);
}
