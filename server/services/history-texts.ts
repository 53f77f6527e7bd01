/** Long texts of history entries as a person reads them: what was taken out and put in, with some words around it. Walks back from the text of now. */
import type { HistoryText } from '../../model/api.ts';
import { applySteps, invert, stepLength } from '../../model/text-pieces.ts';
import type { TextStep } from '../../model/text-pieces.ts';
import type { StoredChange } from '../storage/storage.ts';
import { textSteps } from './history-entries.ts';

/** Unchanged characters shown beside a change. */
const AROUND = 40;
/** Characters that one walk may copy: far back in a long text the words around are left out rather than waited for. */
const MOST_CHARS = 4_000_000;

/** The text as it was right after each of these changes, as far as it can be told. `changes` are all of that text, newest first; `text` is as after the newest. */
export function textsAfter(text: string, changes: readonly StoredChange[], wanted: ReadonlySet<string>): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let now: string | undefined = text;
  let copied = 0;
  for (const change of changes) {
    if (now === undefined || found.size === wanted.size || (copied += now.length) > MOST_CHARS) break;
    if (wanted.has(change.id)) found.set(change.id, now);
    now = applySteps(now, invert(textSteps(change)));
  }
  return found;
}

/** `after`: the text with the steps done; undefined: only the pieces are known. */
export function partsOf(given: readonly TextStep[], after: string | undefined): readonly HistoryText[] {
  const parts: HistoryText[] = [];
  let at = 0;
  const steps = after === undefined ? given : wholeWords(given, after);
  for (const [i, step] of steps.entries()) {
    if (step.kind === 'keep') {
      parts.push({ kind: 'same', text: after === undefined ? '…' : shortened(after.slice(at, at + step.length), i > 0, true) });
      at += step.length;
      continue;
    }
    parts.push({ kind: step.kind === 'insert' ? 'added' : 'removed', ...(typeof step.body === 'string' ? { text: step.body } : { text: '', length: step.body }) });
    if (step.kind === 'insert') at += stepLength(step);
  }
  if (after !== undefined && at < after.length) parts.push({ kind: 'same', text: shortened(after.slice(at), true, false) });
  return parts;
}

/** Letters and digits of scripts that part words by blanks; what has been put in the place of half a word is read as a whole one. */
const START = /(?:(?!\p{Script=Han})[\p{L}\p{N}])+$/u;
const END = /^(?:(?!\p{Script=Han})[\p{L}\p{N}])+/u;
const MOST_WORD = 30;

/** `samples` → `prices` instead of `sampl` → `pric` before `es`. */
function wholeWords(steps: readonly TextStep[], after: string): readonly TextStep[] {
  const wide = steps.map((step): TextStep => ({ ...step }));
  if (wide.at(-1)?.kind !== 'keep') wide.push({ kind: 'keep', length: after.length - wide.reduce((sum, step) => sum + (step.kind === 'remove' ? 0 : stepLength(step)), 0) });
  let at = 0;
  for (let i = 0; i < wide.length; i++) {
    const [out, put] = [wide[i], wide[i + 1]];
    if (out?.kind !== 'remove' || put?.kind !== 'insert' || typeof out.body !== 'string' || typeof put.body !== 'string') {
      at += out === undefined || out.kind === 'remove' ? 0 : stepLength(out);
      continue;
    }
    const [before, next] = [wide[i - 1], wide[i + 2]];
    const head = before?.kind === 'keep' && (END.test(out.body) || END.test(put.body)) ? (START.exec(after.slice(at - before.length, at))?.[0] ?? '') : '';
    const end = at + put.body.length;
    const tail = next?.kind === 'keep' && (START.test(out.body) || START.test(put.body)) ? (END.exec(after.slice(end, end + next.length))?.[0] ?? '') : '';
    if (head.length + tail.length <= MOST_WORD) {
      if (before?.kind === 'keep') wide[i - 1] = { kind: 'keep', length: before.length - head.length };
      if (next?.kind === 'keep') wide[i + 2] = { kind: 'keep', length: next.length - tail.length };
      wide[i] = { kind: 'remove', body: head + out.body + tail };
      wide[i + 1] = { kind: 'insert', body: head + put.body + tail };
      at += put.body.length + tail.length;
    } else at = end;
    i++;
  }
  return wide.filter((step) => stepLength(step) > 0);
}

/** Keeps the ends that touch a change. */
function shortened(text: string, follows: boolean, precedes: boolean): string {
  const most = AROUND * ((follows ? 1 : 0) + (precedes ? 1 : 0));
  if (text.length <= most + 1) return text;
  return `${follows ? whole(text.slice(0, AROUND)) : ''}…${precedes ? whole(text.slice(-AROUND)) : ''}`;
}
/** Half of a surrogate pair at a cut is no character. */
const whole = (text: string): string => text.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
