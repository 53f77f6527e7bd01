/** Answers to the register's question: pages of rows with their cells, groups with the rows of those that are open, and cells of shown rows asked anew when their archive changed. */
import type { ArchiveListItem, ArchivePage } from '../../../model/api.ts';
import type { ArchiveId } from '../../../model/ids.ts';
import { MOST } from '../../../model/register/query.ts';
import type { CellValue, Condition, GroupBy, RegisterGroup, RegisterPage } from '../../../model/register/query.ts';
import type { Session, Stop } from '../../internal/session.ts';
import type { Clock } from '../../line/clock.ts';
import type { Row } from '../register.ts';
import { groupId } from './look.ts';
import type { Look } from './look.ts';

/** Rows of a page and of a group that opens. */
const ROWS = 50;
export const MOST_IN_GROUP = 200;
/** Between two questions for cells that changed; a closed section's values are there by then. */
const QUIET = 1_000;

export interface PagesHost {
  readonly session: Pick<Session, 'request'>;
  readonly clock: Clock;
  readonly look: () => Look;
  /** Text and language of the question. */
  readonly asked: () => { readonly text: string; readonly locale: string };
  readonly load: () => void;
  readonly update: () => void;
}
export type Cells = Readonly<Record<string, CellValue>>;
interface Member { readonly ids: readonly ArchiveId[]; readonly total: number }

export class Pages {
  readonly #host: PagesHost;
  groups: readonly RegisterGroup[] = [];
  /** Rows of the groups that are open. */
  readonly members = new Map<string, Member>();
  readonly cells = new Map<string, Cells>();
  /** Counts answers: what is made of them is made anew. */
  edition = 0;
  readonly #open = new Map<string, number>();
  #asked = 0;
  #stale = new Map<ArchiveId, string>();
  #timer: Stop | undefined;

  constructor(host: PagesHost) {
    this.#host = host;
  }

  #ask(more: object): Promise<RegisterPage> {
    const { where, sort, columns } = this.#host.look();
    return this.#host.session.request<RegisterPage>('POST', '/api/archives/query', { ...this.#host.asked(), where, sort, columns, ...more });
  }

  async page(cursor: string | null): Promise<ArchivePage> {
    const mine = cursor === null ? ++this.#asked : this.#asked;
    const { where, group } = this.#host.look();
    if (group === null) {
      const page = await this.#ask({ limit: ROWS, ...(cursor === null ? {} : { cursor }) });
      if (mine === this.#asked) this.#keep([page], cursor === null);
      return page;
    }
    const answer = await this.#ask({ group, columns: [], limit: 0 });
    const groups = answer.groups ?? [];
    const wanted = groups.filter((each) => this.#open.has(groupId(each)));
    const pages = await Promise.all(wanted.map((each) => this.#ask({ where: [...where, this.conditionOf(each)], limit: this.#open.get(groupId(each)) })));
    const items = new Map<ArchiveId, ArchiveListItem>();
    for (const page of pages) for (const item of page.items) items.set(item.id, item);
    if (mine === this.#asked) {
      this.#keep(pages, true);
      this.groups = groups;
      this.members.clear();
      wanted.forEach((each, i) => this.members.set(groupId(each), { ids: pages[i]?.items.map(({ id }) => id) ?? [], total: pages[i]?.total ?? 0 }));
    }
    return { items: [...items.values()], next: null, total: answer.total };
  }
  #keep(pages: readonly RegisterPage[], first: boolean): void {
    if (first) this.cells.clear();
    for (const { items } of pages) for (const { id, cells } of items) this.cells.set(id, cells);
    this.edition++;
  }

  /** What finds the rows of a group. */
  conditionOf({ value }: RegisterGroup): Condition {
    const { key, by } = this.#host.look().group as GroupBy;
    if (value === null) return { key, op: 'none', values: [] };
    return by === undefined ? { key, op: 'eq', values: [value] } : { key, op: 'between', values: [value, value] };
  }
  isOpen(group: RegisterGroup): boolean { return this.#open.has(groupId(group)); }
  fold(group: RegisterGroup, on = !this.isOpen(group)): void {
    if (on) this.#open.set(groupId(group), ROWS);
    else this.#open.delete(groupId(group));
    this.#host.load();
  }
  more(group: RegisterGroup): void {
    this.#open.set(groupId(group), MOST_IN_GROUP);
    this.#host.load();
  }
  foldAll(): void { this.#open.clear(); }

  /** An archive that shows has changed: its cells are asked with those of the others that changed within a second. */
  readonly changed = ({ id, digest }: Row): void => {
    if (!this.cells.has(id)) return;
    this.#stale.set(id, digest.name);
    this.#timer ??= this.#host.clock.after(QUIET, () => void this.#again());
  };
  async #again(): Promise<void> {
    const stale = this.#stale;
    this.#stale = new Map();
    const mine = this.#asked;
    const { columns } = this.#host.look();
    try {
      for (const ids of chunks([...stale.keys()], MOST.limit / 2)) {
        // the register finds nothing by id; of one name there are few
        const names = [...new Set(ids.map((id) => stale.get(id) as string))];
        const { items } = await this.#host.session.request<RegisterPage>('POST', '/api/archives/query', { where: [{ key: 'name', op: 'in', values: names }], columns, limit: MOST.limit });
        if (mine !== this.#asked) return; // another question is on its way, and brings them
        for (const { id, cells } of items) if (stale.has(id) && this.cells.has(id)) this.cells.set(id, cells);
      }
      this.#host.update();
    } catch {
      // what shows is as old as it was; the next change asks again
    } finally {
      this.#timer = this.#stale.size === 0 ? undefined : this.#host.clock.after(QUIET, () => void this.#again());
    }
  }
  dispose(): void {
    this.#timer?.();
  }
}

const chunks = <T>(all: readonly T[], size: number): readonly (readonly T[])[] => Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));
