/** Asking the server, by the token of the link or as who signed in; the token goes in a header, and nowhere else. */
import { proof } from "../page/proof";
import type { Answer, Body } from "./sending";
import type { Phone, Report } from "./told";

const PHONE = "/api/phone";
const PATIENCE = 15_000;

/** For whom this telephone speaks; a sentence where nobody is let in; null while nobody answers. */
export async function askPhone(token: string | null): Promise<Phone | { closed: string } | null> {
  const response = await ask(PHONE, token, {});
  if (!response) return null;
  if (response.ok) return (await response.json()) as Phone;
  return isClosed(response) ? { closed: await sentenceOf(response) } : null;
}

export async function report(token: string | null, body: Body): Promise<Answer> {
  const sent = { method: "POST", body: JSON.stringify(body) };
  const response = await ask(`${PHONE}/reports`, token, sent);
  if (!response || response.status >= 500) return { is: "away", after: null };
  if (response.status === 429) return { is: "away", after: Number(response.headers.get("Retry-After") ?? 10) * 1000 };
  try {
    if (response.ok) return { is: "taken", report: (await response.json()) as Report };
  } catch {
    return { is: "away", after: null };
  }
  return { is: isClosed(response) ? "closed" : "refused", sentence: await sentenceOf(response) };
}

async function ask(url: string, token: string | null, more: RequestInit): Promise<Response | null> {
  const shown: Record<string, string> = token ? { Authorization: `Bearer ${token}` } : proof();
  try {
    return await fetch(`${url}?lang=${document.documentElement.lang}`, {
      ...more,
      headers: { "Content-Type": "application/json", ...shown },
      // A link stands for itself, whoever else is signed in on this telephone.
      credentials: token ? "omit" : "same-origin",
      cache: "no-store",
      referrerPolicy: "no-referrer",
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch {
    return null;
  }
}

function isClosed({ status }: Response): boolean {
  return status === 401 || status === 403;
}

async function sentenceOf(response: Response): Promise<string> {
  const said = (await response.json().catch(() => null)) as { error?: { sentence?: string } } | null;
  return said?.error?.sentence ?? `HTTP ${response.status}`;
}
