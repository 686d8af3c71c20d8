// The proof that a page of ours writes: what its cookie says, sent back in a header (Dash does the same).

/** Return the header every request that writes carries; none where nobody signed in. */
export function proof(cookies = globalThis.document?.cookie ?? ""): Record<string, string> {
  const said = cookies.split("; ").find((cookie) => cookie.startsWith("_csrf_token="));
  return said ? { "X-CSRFToken": said.slice("_csrf_token=".length) } : {};
}
