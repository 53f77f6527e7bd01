/** An own path as browsers must ask for it: with the sub-path of `DOSSIER_PUBLIC_URL`, whether the proxy takes that off on the way or not. */
import type { Config } from '../config.ts';

export const publicPath = ({ publicUrl }: Pick<Config, 'publicUrl'>, path: string): string => `${publicUrl?.pathname.replace(/\/+$/, '') ?? ''}${path}`;
