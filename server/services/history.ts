/** The history of archives as a service: reading, what was seen, and putting back, from one set of parts. */
import { HistoryReader } from './history-page.ts';
import { HistoryRestorer } from './history-restore.ts';
import type { HistoryOptions } from './history-page.ts';
import type { ArchiveService, HistoryService } from './services.ts';

export function createHistory(options: HistoryOptions & { readonly archives: Pick<ArchiveService, 'change'> }): HistoryService {
  const reader = new HistoryReader(options);
  const restorer = new HistoryRestorer(options);
  return {
    page: (person, rights, wish) => reader.page(person, rights, wish),
    see: (person, rights, at) => reader.see(person, rights, at),
    restore: (person, rights, id, wish) => restorer.restore(person, rights, id, wish),
  };
}
