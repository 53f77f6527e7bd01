/** Everything that writes, in one file that a page loads when somebody turns to its timeline: who only reads it never does. */
export { QuickLine } from './quick-line.ts';
export { Writing } from './writing.ts';
