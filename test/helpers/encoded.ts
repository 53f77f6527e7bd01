/** Text in the encodings that people's files have: the platform decodes them and encodes none, so its decoder is read backwards. */
const tables = new Map<string, ReadonlyMap<string, readonly number[]>>();

function tableOf(encoding: 'gb18030' | 'big5' | 'windows-1252'): ReadonlyMap<string, readonly number[]> {
  const known = tables.get(encoding);
  if (known) return known;
  const decoder = new TextDecoder(encoding, { fatal: true });
  const table = new Map<string, readonly number[]>();
  const add = (bytes: readonly number[]): void => {
    try {
      const text = decoder.decode(Uint8Array.from(bytes));
      if ([...text].length === 1 && !table.has(text)) table.set(text, bytes);
    } catch {
      // no character of this encoding
    }
  };
  for (let a = 0x80; a < 0x100; a++) {
    if (encoding === 'windows-1252') add([a]);
    else for (let b = 0x40; b < 0x100; b++) add([a, b]);
  }
  tables.set(encoding, table);
  return table;
}

export function encoded(text: string, encoding: 'gb18030' | 'big5' | 'windows-1252'): Uint8Array {
  const table = tableOf(encoding);
  return Uint8Array.from([...text].flatMap((letter) => {
    if (letter < '\u0080') return [letter.charCodeAt(0)];
    const bytes = table.get(letter);
    if (!bytes) throw new Error(`${letter} is not in ${encoding}`);
    return bytes;
  }));
}
