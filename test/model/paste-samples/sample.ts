/** Samples of pasted text: what should be found is marked in the text itself, `{tag:words}` or `{tag=value:words}`; a line `--` ends a sample, `--*` before one says that no rule was written to it. */

export type Tag = 'p' | 't' | 'd' | 'r' | 'c' | 'l' | 'ph' | 'mo' | 'fx' | 'em' | 'wx' | 'ln' | 'wa' | 'u' | 'a' | 'z' | 'y' | 'x' | 'k';
export interface Marked { readonly tag: Tag; readonly value: string; readonly from: readonly [start: number, end: number] }
export interface Sample { readonly text: string; readonly held: boolean; readonly marks: readonly Marked[] }

/** `{` of a text itself does not occur in the samples. */
export function samples(source: string): readonly Sample[] {
  return source.trim().split(/^(?=--\*?$)/m).map((block) => {
    const held = block.startsWith('--*');
    return read(block.replace(/^--\*?\n/, '').replace(/\n+$/, '').replaceAll('<TAB>', '\t'), held);
  });
}

function read(source: string, held: boolean): Sample {
  const marks: Marked[] = [];
  const open: { tag: Tag; value: string | undefined; start: number }[] = [];
  let text = '';
  for (let i = 0; i < source.length; i++) {
    const head = source[i] === '{' ? /^\{([a-z]+)(?:=([^:]*))?:/.exec(source.slice(i, i + 80)) : null;
    if (head !== null) {
      open.push({ tag: head[1] as Tag, value: head[2], start: text.length });
      i += head[0].length - 1;
    } else if (source[i] === '}') {
      const last = open.pop();
      if (last !== undefined) marks.push({ tag: last.tag, value: last.value ?? text.slice(last.start), from: [last.start, text.length] });
    } else text += source[i] ?? '';
  }
  return { text, held, marks };
}
