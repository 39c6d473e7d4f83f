// A page's conversation with the assistant, whichever elements show it: what was
// said, what goes out and what comes back.
import { Failure, Service } from "./service.ts";
import { type Memory, Store, type Turn } from "./store.ts";

const conversations = new Map<string, Conversation>();

/**
 * Events, whose detail is the turn: `change`, of a turn or without one of all of
 * them; `judged`, when an opinion has been taken.
 */
export class Conversation extends EventTarget {
  readonly service: Service;
  readonly memory: Memory;
  private readonly store: Store;
  /** Messages and opinions go out one after another: each is about what came before. */
  private line = Promise.resolve();

  private constructor(origin: string) {
    super();
    this.service = new Service(origin);
    this.store = new Store(origin);
    this.memory = this.store.load();
    addEventListener("online", () => this.sendUnsent());
    addEventListener("pageshow", (event) => event.persisted && this.reload());
  }

  /** The page's conversation with the service at an origin: two would overwrite each other's memory. */
  static with(origin: string): Conversation {
    const conversation = conversations.get(origin) ?? new Conversation(origin);
    conversations.set(origin, conversation);
    return conversation;
  }

  /** Keeps what was changed in memory over a reload. */
  save(): void {
    this.store.save(this.memory);
  }

  ask(question: { text: string; action?: string }): void {
    this.send({ key: unique(), state: "sending", ...question });
  }

  /** Sends again what was not sent. */
  sendAgain(turn: Turn): void {
    if (turn.state === "failed" && this.memory.turns.includes(turn)) this.send(turn);
  }

  /** Tells whether an answer helped; fails with a Failure. */
  async judge(turn: Turn, helpful: boolean, comment?: string): Promise<void> {
    const said = this.line.then(() => this.service.judge({ conversation: this.memory.conversation, helpful, comment }));
    this.line = said.catch(() => {}); // whoever asked is told
    await said;
    turn.helpful = helpful;
    turn.commented = comment !== undefined;
    this.tell("judged", turn);
  }

  /** Forgets the conversation here; the assistant does after its thirty days. */
  beginAnew(): void {
    this.memory.conversation = "";
    this.memory.turns = [];
    this.tell("change");
  }

  /** Sends a message as the last one, which it is for the assistant also when an earlier attempt failed. */
  private send(turn: Turn): void {
    turn.state = "sending";
    this.memory.turns = [...this.memory.turns.filter((other) => other !== turn), turn];
    this.tell("change", turn);
    this.line = this.line.then(() => this.deliver(turn));
  }

  private async deliver(turn: Turn): Promise<void> {
    try {
      const message = turn.action ? { action: turn.action } : { text: turn.text };
      const reply = await this.service.send({ conversation: this.memory.conversation || undefined, ...message }, turn.key);
      if (!this.memory.turns.includes(turn)) return; // one began anew meanwhile
      turn.reply = reply;
      turn.state = "answered";
      this.memory.conversation = reply.conversation;
    } catch (error) {
      const { message: words, again, after } = Failure.of(error);
      turn.state = "failed";
      turn.failure = { words, again };
      if (after) setTimeout(() => this.sendAgain(turn), after * 1000);
    }
    if (this.memory.turns.includes(turn)) this.tell("change", turn);
  }

  /** The connection is back: what waited for it goes out. */
  private sendUnsent(): void {
    for (const turn of this.memory.turns) {
      if (turn.failure?.again) this.sendAgain(turn);
    }
  }

  /** One has gone back to this page: the next one may have gone on with the conversation. */
  private reload(): void {
    Object.assign(this.memory, this.store.load());
    this.tell("change");
  }

  private tell(what: "change" | "judged", turn?: Turn): void {
    this.save();
    this.dispatchEvent(new CustomEvent(what, { detail: turn }));
  }
}

/** 128 random bits: by them the assistant knows a message again. */
function unique(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
