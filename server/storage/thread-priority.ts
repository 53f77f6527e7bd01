/** A thread that gives way: on a busy machine who edits is served before who looks through everything. */
import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { basename } from 'node:path';

/** Only Linux has priorities by thread; elsewhere all threads stay equal. */
export function giveWay(by: number): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(Number(basename(readlinkSync('/proc/thread-self'))), by);
  } catch {
    // a container that forbids it: slower edits under load, nothing else
  }
}
