/** One name for a finding that outlives its being found again: where it is and what is wrong. */
import type { CauseKey } from '../../model/cleaning/causes.ts';

export const findingName = ({ archive, section, key, cause }: { readonly archive: string; readonly section: string; readonly key: string; readonly cause: CauseKey }): string => Buffer.from(JSON.stringify([archive, section, key, cause])).toString('base64url');

/** Undefined for what is no finding's name. */
export function partsOf(id: string): readonly [string, string, string, string] | undefined {
  try {
    const parts: unknown = JSON.parse(Buffer.from(id, 'base64url').toString());
    return Array.isArray(parts) && parts.length === 4 && parts.every((part) => typeof part === 'string') ? (parts as unknown as readonly [string, string, string, string]) : undefined;
  } catch {
    return undefined; // no JSON: not one of ours
  }
}
