import styles from "./chat.css" with { type: "text" };
import { Conversation } from "./conversation.ts";
import { button, element, heard, icon, link, render } from "./render.ts";
import { Failure, type Suggestion } from "./service.ts";
import type { Turn } from "./store.ts";
import { Suggestions } from "./suggestions.ts";

/** Where this script was loaded from, which is where the assistant answers. */
const home = new URL((document.currentScript as HTMLScriptElement | null)?.src || location.href).origin;

/** What the API reads of a message, and how near to it the citizen is told. */
const longestText = 2000;
const nearTheEnd = 200;
const longestComment = 300;

const icons = {
  chat: "M4 3h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H9l-5 4v-4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2z",
  close: "M6.4 5 12 10.6 17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6l5.6-5.6L5 6.4z",
  send: "M3 20V4l19 8zm2-3 11.85-5L5 7v3.5l6 1.5-6 1.5z",
};

/**
 * `<cittaclick-chat>`: the municipality's assistant, as a button that opens a
 * panel or, with `inline`, in the place of the element. Without JavaScript its
 * content stands there instead: a link to the assistant's own page.
 *
 *     <cittaclick-chat><a href="https://assistente.comune.example/chat">Apri l'assistente</a></cittaclick-chat>
 *     <script src="https://assistente.comune.example/widget.js" defer></script>
 *
 * Attributes:
 * - `src`: origin of the assistant, if it is not where the script came from;
 * - `heading`: its name, «Assistente» by default;
 * - `open`: the panel is open; set and removed as one likes, and by the citizen;
 * - `inline`: no button and no panel, the chat fills the element;
 * - `position="left"`: the button stands at the left instead of the right.
 *
 * Several of them in a page show one conversation. The colour is the custom property `--cc-brand`, on which white must be readable.
 * Events, which bubble: `cittaclick-open`, `cittaclick-close`.
 */
class CittaclickChat extends HTMLElement {
  static readonly observedAttributes = ["heading", "open"];

  private readonly launcher = element("button", { type: "button", class: "launcher", "aria-expanded": "false" }, icon(icons.chat));
  private readonly name = element("h2", { id: "name" });
  private readonly anew = button("Nuova conversazione", () => this.beginAnew(), { class: "anew" });
  private readonly intro = element("div", { class: "intro" });
  private readonly log = element("div", { class: "log", role: "log", tabindex: "0", "aria-label": "Conversazione" }, this.intro);
  private readonly field = element("textarea", {
    id: "field", rows: "1", maxlength: String(longestText), placeholder: "Scrivi la tua domanda", autocomplete: "off", enterkeyhint: "send",
    "aria-describedby": "left",
  });
  private readonly left = element("p", { id: "left", class: "left" });
  private readonly status = element("p", { class: "heard", role: "status" });
  private readonly options = element("ul", { id: "options", role: "listbox", "aria-label": "Suggerimenti", hidden: true });
  private readonly panel = element("section", { class: "panel", "aria-labelledby": "name" });
  private readonly suggestions = new Suggestions({
    field: this.field, list: this.options,
    find: (text, signal) => this.conversation.service.suggest(text, signal),
    choose: (suggestion) => this.choose(suggestion),
    announce: (words) => this.announce(words),
  });

  /** Begins when the element is in the page. */
  private conversation!: Conversation;
  /** Ends what the element listens to when it leaves the page. */
  private stay = new AbortController();
  /** Whether the element is as it was before a reload: from then on, opening it moves the focus. */
  private settled = false;

  connectedCallback(): void {
    this.conversation = Conversation.with(new URL(this.getAttribute("src") || home, location.href).origin);
    if (!this.shadowRoot) this.build();
    this.showAll();
    this.field.value = this.conversation.memory.draft;
    this.grown();
    this.stay = new AbortController();
    const { signal } = this.stay;
    this.conversation.addEventListener("change", (event) => this.changed((event as CustomEvent<Turn | null>).detail), { signal });
    this.conversation.addEventListener("judged", (event) => this.judged((event as CustomEvent<Turn>).detail), { signal });
    for (const change of ["resize", "scroll"]) visualViewport?.addEventListener(change, () => this.fit(), { signal });
    if (this.conversation.memory.open) this.toggleAttribute("open", true);
    this.opened();
    this.settled = true;
  }

  disconnectedCallback(): void {
    this.settled = false;
    this.stay.abort();
    this.suggestions.close();
  }

  attributeChangedCallback(attribute: string): void {
    if (attribute === "heading") this.named();
    else if (this.shadowRoot) this.opened();
  }

  private get inline(): boolean {
    return this.hasAttribute("inline");
  }

  private build(): void {
    const root = this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    root.adoptedStyleSheets = [sheet];
    const close = button("", () => this.close(), { class: "close", "aria-label": "Chiudi l'assistente" });
    close.append(icon(icons.close));
    this.panel.append(element("header", {}, this.name, this.anew, ...(this.inline ? [] : [close])), this.log, this.form());
    this.intro.append(
      element("p", {}, "Scrivi con parole tue: rispondo con le informazioni della carta dei servizi. Non servono dati personali."),
      element("ul", { class: "choices" }, element("li", {}, button("Che cosa posso chiedere?", () => this.press("Che cosa posso chiedere?", "c:help")))));
    this.panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.isComposing && !this.inline) this.close();
    });
    this.panel.addEventListener("click", (event) => this.followed((event.target as Element).closest("a")));
    this.named();
    if (!this.inline) {
      this.panel.setAttribute("role", "dialog");
      this.launcher.addEventListener("click", () => this.toggleAttribute("open", true));
      root.append(this.launcher);
    }
    root.append(this.panel);
    this.panel.hidden = !this.inline;
  }

  private form(): HTMLFormElement {
    const send = element("button", { type: "submit", class: "send", "aria-label": "Invia" }, icon(icons.send));
    const form = element("form", {},
      element("label", { for: "field", class: "heard" }, "La tua domanda"), this.options, this.field, send, this.left, this.status);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.field.addEventListener("input", () => this.drafted());
    this.field.addEventListener("keydown", (event) => this.keyed(event));
    return form;
  }

  private named(): void {
    const name = this.getAttribute("heading") || "Assistente";
    this.name.textContent = name;
    this.launcher.replaceChildren(icon(icons.chat), name);
  }

  /** Follows the attribute `open`, whoever changed it. */
  private opened(): void {
    const open = this.hasAttribute("open");
    if (this.inline || this.panel.hidden === !open) return;
    this.panel.hidden = !open;
    this.launcher.setAttribute("aria-expanded", String(open));
    if (this.settled) (open ? this.field : this.launcher).focus();
    this.conversation.memory.open = open;
    this.conversation.save();
    this.fit();
    this.grown();
    this.toLatest();
    this.dispatchEvent(new CustomEvent(open ? "cittaclick-open" : "cittaclick-close", { bubbles: true, composed: true }));
  }

  private close(): void {
    this.suggestions.close();
    this.toggleAttribute("open", false);
  }

  /** A page that is opened from a panel as wide as the screen must not be hidden by it. */
  private followed(to: HTMLAnchorElement | null): void {
    if (this.inline || !to || to.target || to.hasAttribute("download") || to.origin !== location.origin) return;
    if (matchMedia("(max-width: 30rem)").matches) this.close();
  }

  /** Keeps the panel in what the keyboard of a phone leaves of the screen. */
  private fit(): void {
    if (this.inline || !visualViewport || visualViewport.scale > 1) return; // whoever zooms in sees less of a panel that stays
    this.style.setProperty("--cc-height", `${visualViewport.height}px`);
    this.style.setProperty("--cc-top", `${visualViewport.offsetTop}px`);
  }

  private keyed(event: KeyboardEvent): void {
    const taken = this.suggestions.key(event);
    if (taken) event.stopPropagation();
    else if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    else this.submit();
    event.preventDefault();
  }

  private drafted(): void {
    this.conversation.memory.draft = this.field.value;
    this.conversation.save();
    this.grown();
  }

  /** The field grows with its text, and says when little more will be read. */
  private grown(): void {
    this.field.style.height = "auto";
    if (this.field.scrollHeight) this.field.style.height = `${this.field.scrollHeight + 2}px`;
    const left = longestText - this.field.value.length;
    this.left.textContent = left > nearTheEnd ? "" : remaining(left);
    if (!left) this.announce(remaining(left)); // what is pasted beyond does not come in, which nobody hears
  }

  private submit(): void {
    const text = this.field.value.trim();
    this.suggestions.close();
    if (!text) return;
    this.field.value = "";
    this.drafted();
    this.conversation.ask({ text });
  }

  private choose(suggestion: Suggestion): void {
    this.field.value = "";
    this.drafted();
    this.press(suggestion.title, suggestion.action);
  }

  private press(title: string, action: string): void {
    this.conversation.ask({ text: title, action });
    if (matchMedia("(pointer: fine)").matches) this.field.focus(); // on a phone, the keyboard would cover the answer
  }

  private sendAgain(turn: Turn): void {
    this.conversation.sendAgain(turn);
    (matchMedia("(pointer: fine)").matches ? this.field : this.log).focus(); // the button is gone
  }

  private changed(turn: Turn | null): void {
    if (!turn) return this.showAll();
    this.show(turn);
    this.toLatest();
  }

  private beginAnew(): void {
    this.conversation.beginAnew();
    this.announce("Nuova conversazione.");
    this.field.focus();
  }

  private announce(words: string): void {
    this.status.textContent = words;
  }

  private showAll(): void {
    this.log.replaceChildren(this.intro);
    const { turns } = this.conversation.memory;
    this.anew.hidden = !turns.length;
    for (const turn of turns) this.show(turn);
    this.toLatest();
  }

  /** Shows a turn; only what is new of it, so that nothing is read out twice. */
  private show(turn: Turn): void {
    let shown = this.article(turn);
    const moved = shown !== this.log.lastElementChild && turn === this.conversation.memory.turns.at(-1);
    shown ??= element("article", { id: `turn-${turn.key}` },
      element("p", { class: "asked" }, heard("Hai scritto: "), turn.text), element("div", { class: "outcome" }));
    if (moved || !shown.isConnected) {
      this.log.querySelector(".opinion")?.remove(); // it is about the last answer alone
      this.log.append(shown);
    }
    this.anew.hidden = false;
    const outcome = shown.lastElementChild as HTMLElement;
    outcome.lang = turn.reply?.language ?? "it";
    outcome.dir = ["ar", "fa", "he", "ur"].includes(outcome.lang) ? "rtl" : "ltr";
    outcome.replaceChildren(...this.outcome(turn));
  }

  private article(turn: Turn): HTMLElement | null {
    return this.log.querySelector(`#turn-${turn.key}`);
  }

  private outcome(turn: Turn): Node[] {
    switch (turn.state) {
      case "sending":
        return [element("p", { class: "waiting" }, "Sto cercando…")];
      case "failed":
        return [this.failure(turn)];
      case "answered":
        return this.answer(turn);
    }
  }

  private failure(turn: Turn): Node {
    const told = element("p", { class: "failure" }, element("strong", {}, "Non inviato. "), turn.failure?.words ?? "");
    const actions = element("p", { class: "failure-actions" });
    if (turn.failure?.again) actions.append(button("Riprova", () => this.sendAgain(turn)));
    // A page that may not embed the assistant cannot tell that from a lost
    // connection: the assistant's own page is offered in either case.
    const { origin } = this.conversation.service;
    if (origin !== location.origin) actions.append(link("Apri l'assistente nel suo sito", "/chat", origin));
    return element("div", {}, told, actions);
  }

  private answer(turn: Turn): Node[] {
    const around = { origin: this.conversation.service.origin, press: (title: string, action: string) => this.press(title, action) };
    const blocks = (turn.reply?.blocks ?? []).map((block) => render(block, around)).filter((node) => node !== undefined);
    const answer = element("div", { class: "answer" }, heard("Risposta: "), ...blocks);
    // Neither a greeting nor somebody in danger is asked for an opinion.
    const asked = turn === this.conversation.memory.turns.at(-1) && turn.reply?.ending !== "smalltalk" && !answer.querySelector(".urgent");
    return asked ? [answer, this.opinion(turn)] : [answer];
  }

  /** Whether the answer helped and, once that is said, a word about it. */
  private opinion(turn: Turn): HTMLElement {
    const thumb = (title: string, helpful: boolean) =>
      button(title, () => void this.judge(turn, helpful), { "aria-pressed": String(turn.helpful === helpful) });
    const group = element("div", { class: "opinion", role: "group", "aria-label": "Il tuo giudizio", lang: "it" },
      element("span", {}, "Ti è stato utile?"), thumb("Sì", true), thumb("No", false));
    if (turn.commented) group.append(element("p", {}, "Grazie, il tuo giudizio ci aiuta a migliorare."));
    else if (turn.helpful !== undefined) group.append(this.comment(turn, turn.helpful));
    return group;
  }

  private comment(turn: Turn, helpful: boolean): Node {
    const field = element("input", { id: "comment", maxlength: String(longestComment), autocomplete: "off", "aria-describedby": "kept" });
    const form = element("form", {},
      element("label", { for: "comment" }, helpful ? "Grazie. Vuoi aggiungere qualcosa?" : "Che cosa non andava? (facoltativo)"),
      field, element("button", { type: "submit" }, "Invia"),
      element("small", { id: "kept" }, `Si conserva per 30 giorni, ${helpful ? "" : "con la domanda e "}senza i dati personali riconosciuti.`));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (field.value.trim()) void this.judge(turn, helpful, field.value.trim());
    });
    return form;
  }

  private async judge(turn: Turn, helpful: boolean, comment?: string): Promise<void> {
    try {
      await this.conversation.judge(turn, helpful, comment);
    } catch (error) {
      const group = this.article(turn)?.querySelector(".opinion");
      group?.querySelector(".failure")?.remove();
      group?.append(element("p", { class: "failure" }, `Il giudizio non è stato registrato. ${Failure.of(error).message}`));
    }
  }

  private judged(turn: Turn): void {
    const group = this.article(turn)?.querySelector(".opinion");
    if (!group) return; // one has asked on
    const focused = group.contains(this.shadowRoot?.activeElement ?? null);
    const next = this.opinion(turn);
    group.replaceWith(next);
    if (focused) next.querySelector<HTMLElement>(turn.commented ? "[aria-pressed=true]" : "input")?.focus();
  }

  /** Brings the latest turn into view: whole if it fits, else its answer's beginning. */
  private toLatest(): void {
    const turn = this.log.lastElementChild as HTMLElement | null;
    if (!turn || turn === this.intro) return;
    const outcome = turn.lastElementChild as HTMLElement;
    const from = turn.offsetHeight <= this.log.clientHeight ? turn : outcome;
    this.log.scrollTo({ top: from.offsetTop - 8, behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  }
}

/** What is said when little more will be read. */
function remaining(left: number): string {
  if (!left) return `Hai raggiunto i ${longestText} caratteri: il resto non entra. Prova con una domanda più breve.`;
  return `${left > 1 ? `Restano ${left} caratteri` : "Resta un carattere"}: se puoi, scrivi una domanda più breve.`;
}

// The script may stand in a page twice.
if (!customElements.get("cittaclick-chat")) customElements.define("cittaclick-chat", CittaclickChat);
