/** Giving what is ticked an owner, from the button to what came of it; loaded when somebody presses it. What it looks like is `owner-panel.ts`, the change itself `owner-change.ts`. */
import type { TemplateResult } from 'lit';
import type { DepartmentView, PersonView } from '../../model/api.ts';
import type { PersonId } from '../../model/ids.ts';
import type { Session } from '../internal/session.ts';
import type { Strings } from '../internal/strings/index.ts';
import { findColleagues } from './directory.ts';
import { setOwners } from './owner-change.ts';
import type { OwnerChange } from './owner-change.ts';
import { ownerPanel } from './owner-panel.ts';
import { ownable } from './register.ts';
import type { Register } from './register.ts';

export interface OwnerHost {
  readonly session: Session;
  readonly register: Register;
  readonly update: () => void;
  readonly focus: (selector: string) => void;
  readonly close: () => void;
}
interface State { readonly search: string; readonly chosen: PersonId | null; readonly problem: boolean; readonly change: OwnerChange | null }

export class OwnerTool {
  readonly #host: OwnerHost;
  #state: State = { search: '', chosen: null, problem: false, change: null };
  #people: readonly PersonView[] = [];
  #more = false;
  #looked = 0;

  constructor(host: OwnerHost) {
    this.#host = host;
    // once it is drawn
    queueMicrotask(() => host.focus('.owner-panel input'));
    void this.#find('');
  }

  render(t: Strings, departments: readonly DepartmentView[]): TemplateResult {
    const { mine, others } = ownable(this.#host.register);
    return ownerPanel({
      t, ...this.#state, targets: mine, others, people: this.#people, more: this.#more, departments,
      set: (change) => {
        this.#tell({ problem: false, ...change });
        if (change.search !== undefined) void this.#find(change.search);
      },
      save: () => void this.#save(), close: this.#host.close,
    });
  }

  #tell(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change };
    this.#host.update();
  }

  /** As many letters, as many questions: an answer that a later one has overtaken is old. */
  async #find(text: string): Promise<void> {
    const mine = ++this.#looked;
    let found: Awaited<ReturnType<typeof findColleagues>>;
    try {
      found = await findColleagues(this.#host.session, text, 50);
    } catch {
      found = { items: [], more: false }; // the panel says that nobody was found; the next letter asks again
    }
    if (mine !== this.#looked) return;
    this.#people = found.items;
    this.#more = found.more;
    this.#host.update();
  }

  async #save(): Promise<void> {
    const { chosen, change: running } = this.#state;
    if (running?.kind === 'running') return;
    if (chosen === null) return this.#tell({ problem: true });
    const { register, session } = this.#host;
    const targets = ownable(register).mine;
    const done = await setOwners(session, targets, chosen, (change) => this.#tell({ change }));
    // what failed stays ticked, to be tried again
    const failed = done.kind === 'done' ? new Set(done.failures.map(({ id }) => id)) : new Set();
    for (const { id } of targets) if (!failed.has(id)) register.selected.delete(id);
    this.#host.update();
    this.#host.focus('.owner-panel .done');
  }
}
