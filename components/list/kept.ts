/** What a browser keeps of a person's register: which view opens first, and how wide columns are. Never a value or a question. */
import type { Session } from '../internal/session.ts';

export interface Kept {
  /** Id of the view that opens first. */
  readonly first?: string;
  /** Widths in CSS pixels by view and column. */
  readonly widths?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}
const place = ({ endpoint, me }: Session): string => `dossier-register ${endpoint} ${me?.id ?? ''}`;

export function readKept(session: Session): Kept {
  try {
    return (JSON.parse(localStorage.getItem(place(session)) ?? '{}') ?? {}) as Kept;
  } catch {
    return {}; // no storage, or not ours: the plain list is a good beginning
  }
}

export function writeKept(session: Session, change: Partial<Kept>): void {
  try {
    localStorage.setItem(place(session), JSON.stringify({ ...readKept(session), ...change }));
  } catch {
    // a browser that keeps nothing: it holds for this page
  }
}
