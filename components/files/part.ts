/** The list of files and its desk, in one file to be loaded when papers are first shown. */
export { FileDesk } from './desk.ts';
export { fileList } from './list.ts';
export { fileTexts } from './texts.ts';
