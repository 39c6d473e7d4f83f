// Blocks as elements. Everything is made of elements and text, never of markup,
// so that a page's Trusted Types policy has nothing to refuse.
import type { Block } from "./service.ts";

type Content = Node | string;

/** Makes an element; an attribute that is true stands without a value, one that
 * is false or undefined is left out. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K, attributes: Record<string, string | boolean | undefined> = {}, ...content: Content[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...content);
  return made;
}

/** Makes a button that does something. */
export function button(title: string, act: () => void, attributes: Record<string, string> = {}): HTMLButtonElement {
  const made = element("button", { type: "button", ...attributes }, title);
  made.addEventListener("click", act);
  return made;
}

/** An icon, which says nothing that the words beside it do not. */
export function icon(path: string): SVGElement {
  const namespace = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(namespace, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.append(document.createElementNS(namespace, "path"));
  svg.firstElementChild?.setAttribute("d", path);
  return svg;
}

/** Words for those who hear the page. */
export function heard(text: string): HTMLElement {
  return element("span", { class: "heard" }, text);
}

/** What blocks need of the chat around them. */
export interface Surroundings {
  /** Where the service is: paths in replies are of its site. */
  origin: string;
  press(title: string, action: string): void;
}

/** Renders a block; undefined for one with nothing in it, or of a later release. */
export function render(block: Block, around: Surroundings): Node | undefined {
  switch (block.type) {
    case "paragraph":
      return block.urgent
        ? element("p", { class: "urgent" }, element("strong", {}, "Importante: "), ...linked(block.text, true))
        : element("p", {}, ...linked(block.text));
    case "facts":
      return block.facts.length ? element("dl", {}, ...block.facts.map(fact)) : undefined;
    case "list":
      return titled(block.title, "ul", block.items);
    case "steps":
      return titled(block.title, "ol", block.items);
    case "map":
      return place(block);
    case "link":
      return element("p", {}, link(block.title, block.url, around.origin));
    case "file":
      return element("p", {}, link(`${block.title} (${format(block.media_type)})`, block.url, around.origin, true));
    case "buttons":
      return block.buttons.length ? choices(block.buttons, around) : undefined;
    default:
      return undefined;
  }
}

function fact(fact: { label: string; value: string; unconfirmed?: boolean }): Node {
  const value = element("dd", {}, ...linked(fact.value));
  if (fact.unconfirmed) value.append(" ", element("em", {}, "da confermare con l'ufficio"));
  return element("div", {}, element("dt", {}, fact.label), value);
}

function titled(title: string, tag: "ul" | "ol", items: string[]): Node | undefined {
  if (!items.length) return undefined;
  const list = element(tag, {}, ...items.map((item) => element("li", {}, ...linked(item))));
  return title ? element("section", {}, element("h3", {}, title), list) : list;
}

/** The place in words and two links: a map is drawn by a third party, which is
 * asked only by whoever follows one of them. */
function place(map: Extract<Block, { type: "map" }>): Node {
  const at = `${map.latitude.toFixed(5)},${map.longitude.toFixed(5)}`;
  const [latitude, longitude] = at.split(",");
  const openStreetMap = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=18/${latitude}/${longitude}`;
  const app = element("a", { class: "app", href: `geo:${at}?q=${at}(${encodeURIComponent(map.title)})` }, "Apri nelle mappe");
  return element("div", { class: "map" },
    element("p", {}, element("strong", {}, map.title), element("br"), map.address),
    element("p", {}, link("Vedi su OpenStreetMap", openStreetMap, openStreetMap), " ", app));
}

function choices(buttons: { title: string; action: string }[], around: Surroundings): Node {
  return element("ul", { class: "choices", "aria-label": "Puoi chiedere anche" },
    ...buttons.map((b) => element("li", {}, button(b.title, () => around.press(b.title, b.action)))));
}

/** A link to where replies may lead; the title alone if it leads elsewhere. What
 * leaves this page's site opens beside it, and says so. */
export function link(title: string, to: string, origin: string, download = false): Content {
  const url = destination(to, origin);
  if (!url) return title;
  if (!url.protocol.startsWith("http") || url.origin === location.origin) return element("a", { href: url.href, download }, title);
  return element("a", { href: url.href, target: "_blank", rel: "noopener noreferrer" }, title, heard(" (si apre in un'altra scheda)"));
}

/** Where a reply may lead: a page, a mailbox, a telephone. */
export function destination(to: string, origin: string): URL | undefined {
  try {
    const url = new URL(to, origin);
    return ["https:", "http:", "mailto:", "tel:"].includes(url.protocol) ? url : undefined;
  } catch {
    return undefined;
  }
}

/** Mailboxes and telephone numbers, as the charter writes them: 0999 999110, 800 263 388. */
const reachable = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b(?:80\d \d{3} ?\d{3}|(?:0\d{1,3}|3\d\d) \d{5,8})\b/g;

/** What is called in an emergency: 112, 1522. */
const emergency = /\b1\d{2,3}\b/g;

/** A text whose mailboxes and telephone numbers can be followed. */
function linked(text: string, urgent = false): Content[] {
  const parts: Content[] = [];
  let end = 0;
  for (const match of text.matchAll(urgent ? emergency : reachable)) {
    const found = match[0];
    const to = found.includes("@") ? `mailto:${found}` : `tel:${found.replace(/ /g, "")}`;
    parts.push(text.slice(end, match.index), element("a", { href: to }, found));
    end = match.index + found.length;
  }
  return [...parts, text.slice(end)];
}

/** A media type as people know it: PDF, DOCX. */
function format(mediaType: string): string {
  const known: Record<string, string> = {
    "application/msword": "DOC",
    "application/vnd.oasis.opendocument.text": "ODT",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
  };
  return known[mediaType] ?? (mediaType.split("/").pop() ?? mediaType).toUpperCase();
}
