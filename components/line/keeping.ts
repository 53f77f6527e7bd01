/** What most visits do without: the outbox, what becomes of refused values, edits larger than a frame, one section under two refs. A file of its own, loaded behind the first section that may be written. */
export { deliver } from './deliver.ts';
export { Follower } from './follower.ts';
export { inherit, mergeText, settle, sort } from './leftover.ts';
export { Outbox } from './outbox.ts';
export { cutMessage } from './pieces.ts';
