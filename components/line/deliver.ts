/** Brings what other tabs have left of any section: whoever closed a page while offline need not find the same page again. */
import type { FullSession } from '../internal/full-session.ts';
import type { Outbox, Place } from './outbox.ts';
import { open, openSection } from './sections.ts';

const delivering = new WeakSet<FullSession>();

/** Opens such sections until their edits are at the server; once a session, and again when another tab may have gone. */
export function deliver(session: FullSession, outbox: Outbox, { endpoint, person }: Place): void {
  if (person === '' || delivering.has(session)) return;
  delivering.add(session);
  const look = async (): Promise<void> => {
    const { sections, again } = await outbox.left(endpoint, person);
    if (!open.has(session) || session.shared.line.person !== person) return;
    void outbox.wipe(endpoint, (each) => each !== person); // somebody else was here before
    for (const { archive, section } of sections) {
      const handle = openSection(session, archive, section);
      const bring = (): void => {
        if (handle.state.kind === 'loading') return;
        stop();
        handle.engine?.adopt();
        handle.release();
      };
      const stop = handle.subscribe(bring);
      bring();
    }
    if (again !== null) session.shared.clock.after(again, () => void look());
  };
  void look();
}
