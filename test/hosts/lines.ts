/** What makes these elements at home in any page, as twenty-eight lines that can be tested: each with the tests that hold it, by file and by what stands in their name. */

export interface HeldBy { readonly file: string; readonly tests: readonly string[] }
export interface Line { readonly line: number; readonly says: string; readonly heldBy: readonly HeldBy[] }

const cases = (file: string, ...tests: readonly string[]): HeldBy => ({ file: `test/hosts/cases/${file}.ts`, tests });
const component = (file: string, ...tests: readonly string[]): HeldBy => ({ file: `test/components/${file}.test.ts`, tests });
const flow = (file: string, ...tests: readonly string[]): HeldBy => ({ file: `test/flow/${file}.test.ts`, tests });

export const LINES: readonly Line[] = [
  { line: 1, says: 'One module script on a plain page is enough.', heldBy: [flow('kit-load', 'of script with sync for an ordinary customer until a text is edited and saved, opens one WebSocket and logs no error'), flow('behind-nginx', 'the pinned lines of the snippet show a card')] },
  { line: 2, says: 'Importing a class registers, asks and draws nothing, in a page or in Node.', heldBy: [cases('before-and-after', 'a class is imported in Node without', 'a class is imported in a page without')] },
  { line: 3, says: 'The kit from several addresses is one kit, without a word.', heldBy: [cases('copies', 'the same major from three addresses is one kit'), component('archive-session', 'keeps the first of the same major and says nothing')] },
  { line: 4, says: 'Two majors work side by side, one under a prefix; the console says who has which tag.', heldBy: [cases('copies', 'two majors: the console says'), component('archive-session', 'names a tag of somebody else, or of another major')] },
  { line: 5, says: 'Every budget of size holds; a badge is one file without Lit and Yjs.', heldBy: [flow('sizes', '%s is at most %d kB')] },
  { line: 6, says: 'A policy that allows the page’s own scripts and styles alone is kept to.', heldBy: [cases('policy-and-styles', 'under a strict content policy without one violation')] },
  { line: 7, says: 'No style sheet of the page reaches inside.', heldBy: [cases('policy-and-styles', 'looks the same under a hostile style sheet')] },
  { line: 8, says: 'The page gets no global, rule, class, attribute or node but two named symbols.', heldBy: [cases('policy-and-styles', 'leaves nothing of its own on the page')] },
  { line: 9, says: 'What is taken away leaves no listener and no socket.', heldBy: [cases('before-and-after', 'what is taken away leaves no socket')] },
  { line: 10, says: '240 px and 400 % are enough, and the layout follows its container.', heldBy: [cases('room', 'in a column of 240 px', 'at 400 % of 1280 px'), component('form-narrow', 'keeps the list of pages in view')] },
  { line: 11, says: 'Loading, empty, error, offline, read-only, denied and signed out each have words.', heldBy: [component('classification-badge', 'has words for each state'), component('contact-timeline', 'has a word for each state'), component('archive-form', 'an empty section says what belongs here', 'read-only: values are text', 'loading has the shape of what comes', 'an error offers a retry that works')] },
  { line: 12, says: 'What loads has its size already.', heldBy: [component('archive-form', 'loading has the shape of what comes')] },
  { line: 13, says: 'Without a script, what the page wrote inside a tag is read.', heldBy: [cases('before-and-after', 'without a script, what the page wrote'), flow('floor', 'the check notices what is newer')] },
  { line: 14, says: 'Four dictionaries are complete, and no text stands in a template.', heldBy: [component('language', 'has every text in every language'), flow('pseudo-language', 'are put around every Chinese text')] },
  { line: 15, says: 'The language is that of the nearest `lang`, across shadow roots, and follows it at once.', heldBy: [component('language', 'is that of the nearest lang', 'changes with the page'), cases('inside', 'the language and the tokens of where it stands')] },
  { line: 16, says: 'Chinese is told apart by script; what is unknown is English.', heldBy: [component('language', 'resolves Chinese by script')] },
  { line: 17, says: 'Dates, sums and plurals are the language’s, and a time names its zone.', heldBy: [component('customer-card', 'speaks every language, and Spanish plurals'), component('contact-timeline', 'names colleague, contact person, channel, zone of another place')] },
  { line: 18, says: 'Tokens change the look; dark follows `color-scheme`.', heldBy: [component('look', 'follows the page’s color-scheme'), cases('inside', 'the language and the tokens of where it stands')] },
  { line: 19, says: 'Text is 4.5:1 and marks 3:1 in both schemes, computed.', heldBy: [component('look', 'has text of 4.5:1 and marks of 3:1')] },
  { line: 20, says: 'Forced colours, no motion, paper and a page from right to left.', heldBy: [cases('room', 'with forced colours every control', 'without motion nothing moves', 'on paper there is what one reads', 'on a page from right to left')] },
  { line: 21, says: 'All of it works by keyboard, and the page’s keys and ours keep apart.', heldBy: [cases('shortcuts', 'typing in our fields fires no shortcut', 'a shortcut of ours is not heard by the page'), flow('from-nothing', 'Tab passes everything in the order of the page')] },
  { line: 22, says: 'axe finds nothing, in four languages.', heldBy: [component('classification-badge', 'is accessible, closed and with its reasons open, in every language'), component('sync-status', 'is accessible in every state and language'), component('archive-form', 'labels of catalogue and form, accessible')] },
  { line: 23, says: 'A change from elsewhere leaves caret, selection, scroll and composition alone.', heldBy: [flow('typing', 'no kind of field or cell of the catalogue is missing here', 'a list that hangs open keeps the place'), component('archive-form-text', 'leaves the text alone while an input method composes')] },
  { line: 24, says: 'What is announced is polite, at most once in five seconds, never of one’s own.', heldBy: [component('telling', 'at most one every five seconds of one customer')] },
  { line: 25, says: '“Saved” means acknowledged; a killed server never says it.', heldBy: [component('sync-status', 'never calls saved what is not'), flow('kill-pages', 'keeps what was called saved, and sends what was not')] },
  { line: 26, says: 'In a form of the page nothing of ours is sent, cleared or in the way; its `disabled` is followed.', heldBy: [cases('inside', 'a form of the page is sent by none of our keys', 'a fieldset that the page disables')] },
  { line: 27, says: 'Properties set before the tag is known are kept; frameworks bind them and hear events.', heldBy: [cases('before-and-after', 'properties that a fast page sets before'), cases('frameworks', 'takes properties and events, in strict mode', 'binds properties, hears events')] },
  { line: 28, says: 'Manifest, editor data, types and tables are generated and as a fresh run makes them.', heldBy: [flow('manifest', 'are as a fresh run makes them')] },
];
