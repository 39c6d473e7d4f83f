// The assistant as the chat reaches it: the JSON API of the program that served
// this script, wherever the page that carries the chat comes from.

/** A piece of a reply, as POST /api/v1/messages tells them apart. */
export type Block =
  | { type: "paragraph"; text: string; urgent?: boolean }
  | { type: "facts"; facts: { label: string; value: string; unconfirmed?: boolean }[] }
  | { type: "list" | "steps"; title: string; items: string[] }
  | { type: "map"; title: string; address: string; latitude: number; longitude: number }
  | { type: "link"; title: string; url: string }
  | { type: "file"; title: string; url: string; media_type: string }
  | { type: "buttons"; buttons: { title: string; action: string }[] };

/** What the assistant says in one turn. */
export interface Reply {
  conversation: string;
  language: string;
  ending: string;
  blocks: Block[];
}

/** An entry of the charter that what is being typed may mean. */
export interface Suggestion {
  title: string;
  kind: "service" | "office" | "matter";
  action: string;
}

/** Why something was not sent, in words for the citizen. */
export class Failure extends Error {
  /** `again` is whether trying again may help, `after` how many seconds to wait first. */
  constructor(words: string, readonly again: boolean, readonly after = 0) {
    super(words);
  }

  /** Whatever went wrong, the citizen is told something; a mistake of ours is reported besides. */
  static of(error: unknown): Failure {
    if (error instanceof Failure) return error;
    reportError(error);
    return new Failure("Qualcosa è andato storto da parte nostra.", true);
  }
}

/** How long to wait for an answer, in milliseconds. */
const patience = 15_000;

export class Service {
  constructor(readonly origin: string) {}

  /** Sends words or a button's action. A repetition with the same key counts once. */
  async send(message: { conversation?: string; text?: string; action?: string }, key: string): Promise<Reply> {
    return this.read(await this.post("/api/v1/messages", message, { "Idempotency-Key": key }));
  }

  /** Says whether the conversation's last answer helped. */
  async judge(opinion: { conversation: string; helpful: boolean; comment?: string }): Promise<void> {
    await this.post("/api/v1/feedback", opinion);
  }

  async suggest(text: string, signal: AbortSignal): Promise<Suggestion[]> {
    const query = new URLSearchParams({ q: text, limit: "5" });
    const response = await this.fetch(`/api/v1/suggestions?${query}`, { signal });
    return response.ok ? (await response.json() as { items: Suggestion[] }).items : [];
  }

  private async post(path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
    if (!navigator.onLine) throw new Failure("Manca la connessione a Internet.", true);
    const end = new AbortController();
    const timer = setTimeout(() => end.abort(), patience);
    let response: Response;
    try {
      response = await this.fetch(path, {
        method: "POST", body: JSON.stringify(body), signal: end.signal,
        headers: { "Content-Type": "application/json", ...headers },
      });
    } catch {
      throw unreachable();
    } finally {
      clearTimeout(timer);
    }
    if (!response.ok) throw await refused(response);
    return response;
  }

  private fetch(path: string, init: RequestInit): Promise<Response> {
    return fetch(this.origin + path, { ...init, credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer" });
  }

  /** A reply that is none comes from something in between: a login page of a Wi-Fi. */
  private async read(response: Response): Promise<Reply> {
    try {
      const reply = await response.json() as Reply;
      if (Array.isArray(reply.blocks)) return reply;
    } catch { /* see below */ }
    throw unreachable();
  }
}

function unreachable(): Failure {
  return new Failure("L'assistente non risponde.", true);
}

/** The server's own words (RFC 9457), which are meant for people. */
async function refused(response: Response): Promise<Failure> {
  let words = "L'assistente non può rispondere ora.";
  try {
    words = (await response.json() as { detail?: string }).detail || words;
  } catch { /* no problem of ours: a proxy's page */ }
  const again = response.status >= 500 || [408, 425, 429].includes(response.status);
  return new Failure(words, again, Number(response.headers.get("Retry-After")) || 0);
}
