/** Everything that writes, in one file that a page loads when somebody turns to its timeline: who only reads it never does. */
export { editor } from './editor.ts';
export { draftProblems, emptyDraft, newContact, quickForm } from './quick-form.ts';
export { tradeForm, tradeOf } from './trade-form.ts';
