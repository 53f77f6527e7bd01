/** Who kept a value against a doubt: the history knows, because a mark could name anybody. Asked once for each mark that is drawn. */
import type { HistoryPage, Scalar } from '../../../model/api.ts';
import { markKey } from '../../../model/value-keys.ts';
import { called } from '../../internal/called.ts';
import type { OpenSection } from '../open-section.ts';
import type { FormHost, Slot } from '../slot.ts';

/** By mark, as one reads it; '' while it is asked and where it cannot be known. */
const names = new WeakMap<OpenSection, Map<Scalar, string>>();
const namesOf = (section: OpenSection): Map<Scalar, string> => {
  const there = names.get(section) ?? new Map<Scalar, string>();
  names.set(section, there);
  return there;
};

/** One's own, before the history has it. */
export const wrote = ({ section, session }: FormHost, mark: string): void => { namesOf(section).set(mark, session.me?.name ?? ''); };

export function keeper(host: FormHost, slot: Slot): string {
  const { section, session, archive } = host;
  const mark = section.mark(slot.key, 'override');
  const known = namesOf(section);
  const name = known.get(mark);
  if (name !== undefined || mark === null) return name ?? '';
  known.set(mark, '');
  const query = new URLSearchParams({ section: section.name, key: markKey(slot.key, 'override'), limit: '1' });
  void session.request<HistoryPage>('GET', `/api/archives/${encodeURIComponent(archive)}/history?${query}`).then(
    ({ items: [newest] }) => {
      if (newest === undefined) return;
      known.set(mark, called(newest.by, host.language));
      host.refresh();
    },
    () => {}, // the reason is shown without its author
  );
  return '';
}
