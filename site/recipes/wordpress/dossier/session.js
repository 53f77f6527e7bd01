/** Gives the page's session its tokens, by WordPress' own sign-in: the cookie, and the nonce that the page was made with. */
const session = document.querySelector('archive-session[data-token]');

if (session) {
  session.getToken = async () => {
    const answer = await fetch(session.dataset.token, { method: 'POST', headers: { 'X-WP-Nonce': session.dataset.nonce } });
    if (!answer.ok) throw new Error(`WordPress gives no token (${answer.status}).`);
    return answer.json();
  };
}
