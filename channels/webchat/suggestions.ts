// Entries of the charter while one types. It follows the listbox half of ARIA's
// combobox pattern; the field keeps the role of a text box, the only one that a
// textarea may have (ARIA in HTML), so how many there are is said besides.
import { element } from "./render.ts";
import type { Suggestion } from "./service.ts";

/** How long to wait for the next key, in milliseconds. */
const pause = 200;

/** Fewer letters suggest everything, longer texts are questions already. */
const shortest = 2;
const longest = 60;

export interface Suggesting {
  field: HTMLTextAreaElement;
  list: HTMLElement;
  find(text: string, signal: AbortSignal): Promise<Suggestion[]>;
  choose(suggestion: Suggestion): void;
  /** Says something to those who hear the page. */
  announce(words: string): void;
}

export class Suggestions {
  private found: Suggestion[] = [];
  private active = -1;
  private timer = 0;
  private asked = new AbortController();

  constructor(private readonly chat: Suggesting) {
    chat.field.setAttribute("aria-autocomplete", "list");
    chat.field.setAttribute("aria-controls", chat.list.id);
    chat.field.addEventListener("input", () => this.typed());
    chat.field.addEventListener("blur", () => this.close());
    // Pressing an option must not take the focus from the field.
    chat.list.addEventListener("pointerdown", (event) => event.preventDefault());
  }

  /** Forgets what was found and what is being looked for. */
  close(): void {
    clearTimeout(this.timer);
    this.asked.abort();
    this.show([]);
  }

  /** Handles a key of the field; true if it was meant for the list. */
  key(event: KeyboardEvent): boolean {
    if (!this.found.length || event.isComposing) return false;
    switch (event.key) {
      case "ArrowDown":
        return this.move(1);
      case "ArrowUp":
        return this.move(-1);
      case "Escape":
        this.close();
        return true;
      case "Enter":
        return this.take(this.active);
      default:
        return false;
    }
  }

  private typed(): void {
    this.close();
    const text = this.chat.field.value.trim();
    if (text.length < shortest || text.length > longest) return;
    this.timer = setTimeout(() => void this.look(text), pause);
  }

  /** What cannot be found is not missed: the question can be sent as it is. */
  private async look(text: string): Promise<void> {
    const { signal } = (this.asked = new AbortController());
    try {
      const found = await this.chat.find(text, signal);
      if (!signal.aborted) this.show(found);
    } catch { /* see above */ }
  }

  private show(found: Suggestion[]): void {
    if (!found.length && !this.found.length) return;
    this.found = found;
    this.chat.list.replaceChildren(...found.map((suggestion, at) => this.option(suggestion, at)));
    this.chat.list.hidden = !found.length;
    this.activate(-1);
    this.chat.announce(found.length ? `${found.length} ${found.length > 1 ? "suggerimenti" : "suggerimento"}: scegli con le frecce.` : "");
  }

  private option(suggestion: Suggestion, at: number): HTMLElement {
    const kind = { service: "servizio", office: "ufficio", matter: "altro ente" }[suggestion.kind];
    const option = element("li", { role: "option", id: `suggestion-${at}`, "aria-selected": "false" },
      element("span", {}, suggestion.title), " ", element("small", {}, kind));
    option.addEventListener("click", () => this.take(at));
    return option;
  }

  /** Goes round through the options and, between the last and the first, none. */
  private move(step: number): boolean {
    const places = this.found.length + 1;
    this.activate((this.active + 1 + step + places) % places - 1);
    return true;
  }

  private activate(at: number): void {
    this.active = at;
    const options = [...this.chat.list.children];
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    if (options[at]) {
      this.chat.field.setAttribute("aria-activedescendant", options[at].id);
      options[at].scrollIntoView({ block: "nearest" });
    } else {
      this.chat.field.removeAttribute("aria-activedescendant");
    }
  }

  private take(at: number): boolean {
    const chosen = this.found[at];
    if (!chosen) return false;
    this.close();
    this.chat.choose(chosen);
    return true;
  }
}
