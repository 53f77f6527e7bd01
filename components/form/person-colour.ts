/** Which of the ten fixed colours a person has, by id, the same on every screen. The colours are in the style sheet. */
export function personStep(id: string): number {
  let sum = 0;
  for (const unit of id) sum = (Math.imul(sum, 31) + (unit.codePointAt(0) ?? 0)) >>> 0;
  return sum % 10;
}
