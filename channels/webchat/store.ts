// What a reload must not lose, kept in the tab's session storage: no cookie, and
// nothing is left when the tab is closed.
import type { Reply } from "./service.ts";

/** A question with what became of it. */
export interface Turn {
  /** Names the message, so that sending it again counts once. */
  key: string;
  /** What the citizen wrote, or the title of the button that they pressed. */
  text: string;
  action?: string;
  state: "sending" | "failed" | "answered";
  reply?: Reply;
  /** Why it was not sent, and whether trying again may help. */
  failure?: { words: string; again: boolean };
  /** What the citizen said of the answer. */
  helpful?: boolean;
  commented?: boolean;
}

export interface Memory {
  conversation: string;
  turns: Turn[];
  /** What is typed and not sent yet. */
  draft: string;
  open: boolean;
}

/** How many turns are kept: browsers give a site some megabytes. */
const kept = 50;

export class Store {
  private readonly name: string;

  /** Chats of different services on one page's origin do not mix. */
  constructor(origin: string) {
    this.name = `cittaclick-chat/1 ${origin}`;
  }

  load(): Memory {
    const memory: Memory = { conversation: "", turns: [], draft: "", open: false };
    try {
      const stored = JSON.parse(sessionStorage.getItem(this.name) ?? "{}") as Partial<Memory>;
      if (!stored.turns || Array.isArray(stored.turns)) Object.assign(memory, stored);
    } catch { /* not allowed to store, or not ours: begin afresh */ }
    for (const turn of memory.turns) {
      if (turn.state !== "sending") continue;
      turn.state = "failed"; // the reload came between
      turn.failure = { words: "La pagina è stata ricaricata prima della risposta.", again: true };
    }
    return memory;
  }

  save(memory: Memory): void {
    memory.turns.splice(0, memory.turns.length - kept);
    try {
      sessionStorage.setItem(this.name, JSON.stringify(memory));
    } catch { /* not allowed to store: the chat works until the reload */ }
  }
}
