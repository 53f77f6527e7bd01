/** What a browser keeps of how a person looks at analyses: pictures or tables. Never a figure. */
import type { Session } from '../internal/session.ts';
import { VIEWS } from './part.ts';
import type { View } from './part.ts';

const place = ({ endpoint, me }: Session): string => `dossier-analysis ${endpoint} ${me?.id ?? ''}`;

/** Null: nothing was chosen yet. */
export function keptView(session: Session): View | null {
  try {
    const kept = localStorage.getItem(place(session));
    return VIEWS.find((view) => view === kept) ?? null;
  } catch {
    return null; // no storage is allowed here: the width decides
  }
}
export function keepView(session: Session, view: View): void {
  try {
    localStorage.setItem(place(session), view);
  } catch {
    // a browser that keeps nothing: it holds for this page
  }
}
