/** Asks this intranet's backend for a token of whoever is signed in there; `archive-session` asks first and again before the token ends. */
export async function getToken() {
  const answer = await fetch('/intranet/token', { method: 'POST', headers: { 'X-Requested-With': 'fetch' } });
  if (!answer.ok) throw new Error(`The intranet gives no token (${answer.status}).`);
  return answer.text();
}
