/** An own path as browsers must ask for it: with the sub-path of `DOSSIER_PUBLIC_URL`, whether the proxy takes that off on the way or not. */
import type { Config } from '../config.ts';

export const publicPath = ({ publicUrl }: Pick<Config, 'publicUrl'>, path: string): string => `${publicUrl?.pathname.replace(/\/+$/, '') ?? ''}${path}`;

/** The server's own address as others must name it, without a slash at its end; where none is configured, as this request did. */
export const publicBase = ({ publicUrl }: Pick<Config, 'publicUrl'>, asked: string): string => (publicUrl?.href ?? new URL(asked).origin).replace(/\/+$/, '');
