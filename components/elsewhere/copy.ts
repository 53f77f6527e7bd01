/** Copies a text that stands in a field, also where a page has no secure context and so no clipboard. */

/** False: the text is marked, and the person copies it. */
export async function copyFrom(field: HTMLTextAreaElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    // no clipboard, or not allowed: as browsers copied before there was one
    field.focus();
    field.select();
    try {
      return document.execCommand('copy');
    } catch {
      return false; // what is marked can still be copied by hand
    }
  }
}
