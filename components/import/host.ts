/** What the parts of `<import-assistant>` share: what they are given, how they ask the server, and what they say when it does not go well. */
import type { Language } from '../../model/labels.ts';
import { ApiError } from '../internal/session.ts';
import type { Session } from '../internal/session.ts';
import type { Strings } from '../internal/strings/index.ts';
import type { CatalogueView } from '../../model/catalogue/types.ts';
import type { Clock } from '../line/clock.ts';
import type { ImportTexts } from './texts.ts';

export interface ImportHost {
  readonly kit: Strings['kit'];
  readonly t: ImportTexts;
  readonly language: Language;
  readonly session: Session;
  readonly clock: Clock;
  /** In the person's language; null until it is here. */
  readonly catalogue: CatalogueView | null;
  /** Draws again. */
  readonly update: () => void;
  /** After the next drawing. */
  readonly focus: (selector: string) => void;
  /** The person wants to see this archive. */
  readonly open: (archive: string) => void;
}

/** What went wrong, with what to do next. The server's own sentence is English and stands last. */
export function failureText({ t, kit }: Pick<ImportHost, 't' | 'kit'>, error: unknown): string {
  if (!(error instanceof ApiError)) return t.failed;
  if (error.status === 0) return t.unreachable;
  if (error.status === 401) return kit.signedOut;
  if (error.status === 404) return t.gone;
  if (error.status === 413) return t.tooLarge;
  if (error.status >= 400 && error.status < 500) return `${t.refused} ${[...new Set(error.problems.map(({ message }) => message))].join(' ') || error.message}`;
  return t.failed;
}

/** A body that is no JSON, answered with JSON. Throws `ApiError`. */
export async function send<T>(session: Session, path: string, body: FormData): Promise<T> {
  let answer: Response;
  try {
    answer = await session.fetch(path, { method: 'POST', body });
  } catch (error) {
    if (error instanceof ApiError) throw error;
    throw new ApiError(0, 'network', error instanceof Error ? error.message : String(error));
  }
  const told: unknown = await answer.json().catch(() => null); // a proxy's page: the status says what there is to say
  if (answer.ok && told !== null) return told as T;
  const problem = (told as { readonly error?: { readonly code: string; readonly message: string; readonly field?: string; readonly problems?: ApiError['problems'] } } | null)?.error;
  throw new ApiError(answer.ok ? 502 : answer.status, problem?.code ?? 'http', problem?.message ?? answer.statusText, problem?.field, problem?.problems);
}

export const isOffline = ({ session }: ImportHost): boolean => session.state.kind === 'offline';
export const valueOf = (event: Event): string => (event.target as HTMLInputElement | HTMLSelectElement).value;
export const checkedOf = (event: Event): boolean => (event.target as HTMLInputElement).checked;
