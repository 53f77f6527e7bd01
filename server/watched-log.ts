/** A log of sections with an ear for how long each commit took and how it ended. */
import type { SectionLog } from './storage/storage.ts';

export function watchedLog(log: SectionLog, heard: (milliseconds: number, error: unknown) => void): SectionLog {
  return {
    load: (doc) => log.load(doc),
    since: (doc, epoch, seq) => log.since(doc, epoch, seq),
    heads: (docs) => log.heads(docs),
    compact: (entries) => log.compact(entries),
    rewrite: (entry) => log.rewrite(entry),
    sections: (archive) => log.sections(archive),
    commit(entries, at) {
      const began = performance.now();
      const work = log.commit(entries, at);
      work.then(() => { heard(performance.now() - began, null); }, (error: unknown) => { heard(performance.now() - began, error); });
      return work;
    },
  };
}
