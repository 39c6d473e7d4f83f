// The chat on its own page, as citizens use it: by keyboard and by touch, with a
// connection that comes and goes, over a reload and a night.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { accessible, at, launch, sizes, visit } from "./browser.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** Opens the chat for one visitor, and closes it afterwards. */
async function chat(use, options = {}) {
  const page = await visit(browser, options);
  try {
    await page.goto(`${at.town}/chat`);
    await use(page);
  } finally {
    await page.context().close();
  }
}

const field = (page) => page.getByLabel("La tua domanda");
const answers = (page) => page.locator(".answer");

/** Asks as one types, and waits for the answer. */
async function ask(page, question) {
  const before = await answers(page).count();
  await field(page).fill(question);
  await field(page).press("Enter");
  await answers(page).nth(before).waitFor();
  return answers(page).nth(before);
}

/** Nothing of the page stands outside the window. */
async function fits(page) {
  const { wide, window } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth, window: document.documentElement.clientWidth,
  }));
  assert.ok(wide <= window, `${page.url()} is ${wide} wide in a window of ${window}`);
}

/** A reply with one block, for what the charter of the demo never tells. */
const reply = (...blocks) => ({ json: { conversation: "0123456789abcdef0123456789abcdef", language: "it", ending: "answered", blocks } });
const messages = "**/api/v1/messages";

describe("a question", () => {
  for (const [size, viewport] of Object.entries(sizes)) {
    test(`is answered on a ${size} screen, in view from its beginning`, () => chat(async (page) => {
      const answer = await ask(page, "dove rinnovo la carta d'identità?");
      assert.match(await answer.innerText(), /assistente automatico[\s\S]*Piazza della Libertà 1/);
      assert.equal(await field(page).inputValue(), "");
      assert.ok(await field(page).evaluate((f) => f.getRootNode().activeElement === f), "the focus left the field");
      await page.waitForFunction(() => {
        const root = document.querySelector("cittaclick-chat").shadowRoot;
        const [log, answer] = [root.querySelector(".log"), root.querySelector(".answer")].map((e) => e.getBoundingClientRect());
        return answer.top >= log.top - 1 && answer.top < log.top + 120;
      });
      await accessible(page);
      await fits(page);
      page.clean();
    }, { viewport }));
  }

  test("is told from what was typed by whoever hears the page", () => chat(async (page) => {
    await ask(page, "quanto costa la carta d'identità?");
    const log = page.getByRole("log", { name: "Conversazione" });
    assert.match(await log.textContent(), /Hai scritto: quanto costa la carta d'identità\?Risposta: /);
  }));

  test("may have lines; Enter sends it, nothing is sent of blanks", () => chat(async (page) => {
    await field(page).press("Enter");
    await field(page).fill("  ");
    await field(page).press("Enter");
    const low = (await field(page).boundingBox()).height;
    await field(page).pressSequentially("devo cambiare casa");
    await field(page).press("Shift+Enter");
    await field(page).pressSequentially("quali documenti servono?");
    assert.ok((await field(page).boundingBox()).height > low, "the field does not grow");
    await field(page).press("Enter");
    await answers(page).first().waitFor();
    assert.equal(await page.locator("article").count(), 1);
    assert.match(await page.locator(".asked").innerText(), /casa\nquali/);
  }));

  test("too long for the assistant is noticed while it is typed", () => chat(async (page) => {
    await field(page).fill("è ".repeat(920));
    await page.getByText("Restano 160 caratteri").waitFor();
    await field(page).fill("è ".repeat(1500));
    assert.equal((await field(page).inputValue()).length, 2000);
    await page.getByRole("status").filter({ hasText: "Hai raggiunto i 2000 caratteri: il resto non entra." }).waitFor();
  }));

  test("in danger is answered with what saves lives, and no opinion is asked", () => chat(async (page) => {
    const answer = await ask(page, "c'è un incendio, aiuto");
    assert.match(await answer.locator(".urgent").innerText(), /^Importante: .*112/);
    assert.equal(await answer.getByRole("link", { name: "112" }).getAttribute("href"), "tel:112");
    assert.equal(await page.getByText("Ti è stato utile?").count(), 0);
  }));
});

describe("every block that the assistant may send", () => {
  test("the place: facts, a list, a map that asks nobody, a source", () => chat(async (page) => {
    const answer = await ask(page, "dove rinnovo la carta d'identità?");
    assert.equal(await answer.locator("dt", { hasText: "Ufficio" }).first().locator("+ dd").innerText(), "Ufficio anagrafe");
    assert.equal(await answer.getByRole("heading", { name: "Dove si va" }).locator("+ ul > li").count(), 1);
    assert.match(await answer.getByRole("link", { name: "Vedi su OpenStreetMap" }).getAttribute("href"), /^https:\/\/www\.openstreetmap\.org\/\?mlat=44\.0/);
    assert.equal(await answer.getByRole("link", { name: "Apri nelle mappe" }).count(), 0); // no maps on a desk
    assert.equal(await answer.getByRole("link", { name: /^Fonte: scheda/ }).getAttribute("href"), `${at.town}/servizi/carta-identita`);
    page.clean();
  }));

  test("on a phone the map opens in its application", () => chat(async (page) => {
    const answer = await ask(page, "dove rinnovo la carta d'identità?");
    assert.match(await answer.getByRole("link", { name: "Apri nelle mappe" }).getAttribute("href"), /^geo:44\.00100,9\.00200\?q=/);
  }, { viewport: sizes.phone, hasTouch: true, isMobile: true }));

  test("steps in their order, and a page elsewhere that opens beside this one", () => chat(async (page) => {
    const answer = await ask(page, "come si fa il cambio di residenza?");
    assert.ok(await answer.locator("ol > li").count() > 2);
    const online = answer.getByRole("link", { name: /servizio online.*si apre in un'altra scheda/ });
    assert.equal(await online.getAttribute("target"), "_blank");
    assert.match(await online.getAttribute("rel"), /noopener/);
  }));

  test("a figure to be confirmed, and numbers that can be called", () => chat(async (page) => {
    const answer = await ask(page, "quanto costa la cremazione?");
    await answer.getByText("da confermare con l'ufficio").first().waitFor();
    const contacts = await ask(page, "contatti dell'anagrafe");
    assert.equal(await contacts.getByRole("link", { name: "0999 999110" }).getAttribute("href"), "tel:0999999110");
    assert.equal(await contacts.getByRole("link", { name: /^anagrafe@/ }).getAttribute("href"), "mailto:anagrafe@comune.valdoria.example");
    const stolen = await ask(page, "mi hanno rubato la carta d'identità, che faccio?");
    assert.equal(await stolen.getByRole("link", { name: "800 263 388" }).first().getAttribute("href"), "tel:800263388");
  }));

  test("a file by its format; what a later release may send is passed over", () => chat(async (page) => {
    await page.route(messages, (route) => route.fulfill(reply(
      { type: "file", title: "Modulo", url: "/moduli/cie.pdf", media_type: "application/pdf" },
      { type: "hologram", light: 1 },
      { type: "list", title: "Vuota", items: [] },
    )));
    const answer = await ask(page, "modulo");
    assert.equal(await answer.getByRole("link", { name: "Modulo (PDF)" }).getAttribute("href"), `${at.town}/moduli/cie.pdf`);
    assert.equal(await answer.textContent(), "Risposta: Modulo (PDF)");
  }));

  test("text is text, and a link leads only where links may", () => chat(async (page) => {
    await page.route(messages, (route) => route.fulfill(reply(
      { type: "paragraph", text: "<img src=x onerror=alert(1)>" },
      { type: "link", title: "Trappola", url: "javascript:alert(1)" },
      { type: "link", title: "Sbagliato", url: "https://" },
    )));
    const answer = await ask(page, "trappola");
    assert.equal(await answer.locator("img, a").count(), 0);
    assert.match(await answer.innerText(), /<img src=x[\s\S]*Trappola/);
    page.clean();
  }));

  test("buttons ask on, old ones too", () => chat(async (page) => {
    const first = await ask(page, "dove rinnovo la carta d'identità?");
    await ask(page, "orari della biblioteca");
    await first.getByRole("button", { name: "Quanto costa" }).click();
    await answers(page).nth(2).waitFor();
    assert.match(await answers(page).nth(2).innerText(), /16,79 euro/);
    assert.match(await page.locator(".asked").nth(2).innerText(), /Quanto costa/);
  }));
});

describe("what one has written", () => {
  test("is there after a reload, with the answer, the draft and the context", () => chat(async (page) => {
    await ask(page, "quanto costa la carta d'identità?");
    await field(page).fill("e che documenti");
    await page.reload();
    assert.equal(await field(page).inputValue(), "e che documenti");
    assert.match(await answers(page).first().innerText(), /16,79 euro/);
    const second = await ask(page, "e che documenti servono?");
    assert.match(await second.innerText(), /Carta d'identità elettronica \(CIE\): ecco che cosa serve/);
    assert.deepEqual(await page.context().cookies(), []);
  }));

  test("stays when there is no connection, and goes out when it is back", () => chat(async (page) => {
    await ask(page, "quanto costa la carta d'identità?");
    await page.context().setOffline(true);
    await field(page).fill("e dove devo andare?");
    await field(page).press("Enter");
    await page.getByText("Non inviato. Manca la connessione a Internet.").waitFor();
    await accessible(page);
    await page.context().setOffline(false);
    await answers(page).nth(1).waitFor();
    assert.match(await answers(page).nth(1).innerText(), /Piazza della Libertà/);
    assert.equal(await page.locator(".failure").count(), 0);
  }));

  test("is sent again by a button, under the same name", () => chat(async (page) => {
    const keys = [];
    let down = true;
    await page.route(messages, (route) => {
      keys.push(route.request().headers()["idempotency-key"]);
      return down ? route.fulfill({ status: 503, json: { detail: "Il servizio non risponde: riprova tra qualche secondo." } }) : route.continue();
    });
    await field(page).fill("quanto costa la carta d'identità?");
    await field(page).press("Enter");
    await page.getByText("Il servizio non risponde").waitFor();
    await page.reload();
    down = false;
    await page.getByRole("button", { name: "Riprova" }).click();
    await answers(page).first().waitFor();
    assert.equal(keys.length, 2);
    assert.equal(keys[0], keys[1]);
    assert.equal(await page.locator("article").count(), 1);
    assert.ok(await field(page).evaluate((f) => f.getRootNode().activeElement === f), "the focus went with the button");
  }));

  test("begins one conversation, though the first answer got lost", () => chat(async (page) => {
    const begun = [];
    await page.route(messages, async (route) => {
      const response = await route.fetch();
      begun.push((await response.json()).conversation);
      return begun.length > 1 ? route.fulfill({ response }) : route.abort();
    });
    await field(page).fill("quanto costa la carta d'identità?");
    await field(page).press("Enter");
    await page.getByRole("button", { name: "Riprova" }).click();
    await answers(page).first().waitFor();
    assert.equal(begun.length, 2);
    assert.equal(begun[0], begun[1]);
  }));

  test("goes to the end when it is sent again, as it is asked after the others", () => chat(async (page) => {
    let down = true;
    await page.route(messages, (route) => down ? route.fulfill({ status: 503, json: { detail: "Riprova tra poco." } }) : route.continue());
    await field(page).fill("quanto costa la carta d'identità?");
    await field(page).press("Enter");
    await page.getByText("Riprova tra poco.").waitFor();
    down = false;
    await ask(page, "orari della biblioteca");
    await page.getByRole("button", { name: "Riprova" }).click();
    await answers(page).nth(1).waitFor();
    assert.match(await answers(page).nth(1).innerText(), /16,79 euro/);
    assert.equal(await page.locator("article:last-child .opinion").count(), 1);
    assert.equal(await page.locator(".opinion").count(), 1);
  }));

  test("is there when one comes back from a page where the talk went on", () => chat(async (page) => {
    await ask(page, "quanto costa la carta d'identità?");
    await page.evaluate(() => {
      const [name, kept] = Object.entries(sessionStorage)[0];
      const memory = JSON.parse(kept);
      sessionStorage.setItem(name, JSON.stringify({ ...memory, turns: [...memory.turns, { ...memory.turns[0], key: "b", text: "di là" }] }));
      dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })); // as browsers do that kept the page whole
    });
    assert.match(await page.locator(".asked").nth(1).innerText(), /di là/);
  }));

  test("is given up after fifteen seconds without an answer, and kept", () => chat(async (page) => {
    await page.clock.install();
    await page.route(messages, () => {}); // for ever
    await field(page).fill("ci sei?");
    await field(page).press("Enter");
    await page.getByText("Sto cercando…").waitFor();
    await page.clock.fastForward(15_000);
    await page.getByText("Non inviato. L'assistente non risponde.").waitFor();
    assert.match(await page.locator(".asked").innerText(), /ci sei\?/);
  }));

  test("waits as long as the server asks, and then goes out by itself", () => chat(async (page) => {
    await page.clock.install();
    let asked = 0;
    await page.route(messages, (route) => asked++ ? route.continue()
      : route.fulfill({ status: 429, headers: { "Retry-After": "7" }, json: { detail: "Mi hai scritto molte volte in poco tempo." } }));
    await field(page).fill("quanto costa la carta d'identità?");
    await field(page).press("Enter");
    await page.getByText("Mi hai scritto molte volte in poco tempo.").waitFor();
    await page.clock.fastForward(6_000);
    assert.equal(asked, 1);
    await page.clock.fastForward(1_000);
    await answers(page).first().waitFor();
    assert.equal(asked, 2);
  }));

  test("of a Wi-Fi's login page is no answer", () => chat(async (page) => {
    await page.route(messages, (route) => route.fulfill({ contentType: "text/html", body: "<h1>Accedi alla rete</h1>" }));
    await field(page).fill("ciao");
    await field(page).press("Enter");
    await page.getByText("Non inviato. L'assistente non risponde.").waitFor();
    page.clean();
  }));

  test("goes on in a new conversation when the old one is forgotten", () => chat(async (page) => {
    await ask(page, "quanto costa la carta d'identità?");
    const old = await page.evaluate(() => {
      const [name, kept] = Object.entries(sessionStorage)[0];
      const memory = JSON.parse(kept);
      sessionStorage.setItem(name, JSON.stringify({ ...memory, conversation: "f".repeat(32) }));
      return memory.conversation;
    });
    await page.reload();
    const answer = await ask(page, "orari della biblioteca");
    assert.match(await answer.innerText(), /assistente automatico[\s\S]*[Bb]iblioteca/);
    const now = await page.evaluate(() => JSON.parse(Object.values(sessionStorage)[0]).conversation);
    assert.match(now, /^[0-9a-f]{32}$/);
    assert.ok(![old, "f".repeat(32)].includes(now));
  }));

  test("is forgotten when one begins anew; the draft is not", () => chat(async (page) => {
    await ask(page, "quanto costa la carta d'identità?");
    await field(page).fill("una bozza");
    await page.getByRole("button", { name: "Nuova conversazione" }).click();
    assert.equal(await page.locator("article").count(), 0);
    assert.equal(await field(page).inputValue(), "una bozza");
    const answer = await ask(page, "e dove?");
    assert.match(await answer.innerText(), /assistente automatico/); // as at a first turn
  }));
});

describe("suggestions", () => {
  test("are chosen by keyboard; Escape leaves what was typed", () => chat(async (page) => {
    await field(page).pressSequentially("carta id");
    const options = page.getByRole("option");
    await options.first().waitFor();
    await page.getByRole("status").filter({ hasText: "suggerimenti: scegli con le frecce" }).waitFor();
    await accessible(page);
    await field(page).press("Escape");
    assert.equal(await options.count(), 0);
    assert.equal(await field(page).inputValue(), "carta id");

    await field(page).pressSequentially("e");
    await options.first().waitFor();
    await field(page).press("ArrowDown");
    await field(page).press("ArrowDown");
    assert.equal(await field(page).getAttribute("aria-activedescendant"), "suggestion-1");
    const title = await options.nth(1).locator("span").innerText();
    await field(page).press("Enter");
    await answers(page).first().waitFor();
    assert.match(await page.locator(".asked").innerText(), new RegExp(title.replace(/[()]/g, "\\$&")));
    assert.match(await answers(page).first().innerText(), new RegExp(title.replace(/[()]/g, "\\$&")));
    page.clean();
  }));

  test("are in nobody's way: Enter sends what was typed, late ones do not come", () => chat(async (page) => {
    await field(page).pressSequentially("tari");
    await page.getByRole("option").first().waitFor();
    await field(page).press("Enter");
    await answers(page).first().waitFor();
    assert.match(await page.locator(".asked").innerText(), /tari$/);
    assert.equal(await page.getByRole("option").count(), 0);
  }));

  test("can be touched", () => chat(async (page) => {
    await field(page).pressSequentially("bibliot");
    await page.getByRole("option").first().tap();
    await answers(page).first().waitFor();
  }, { viewport: sizes.phone, hasTouch: true, isMobile: true }));

  test("are not missed when they cannot be had", () => chat(async (page) => {
    await page.route("**/api/v1/suggestions?*", (route) => route.abort());
    await field(page).pressSequentially("quanto costa la carta d'identità?");
    await field(page).press("Enter");
    await answers(page).first().waitFor();
  }));
});

describe("an opinion", () => {
  test("is given of the last answer, changed, and explained", () => chat(async (page) => {
    await ask(page, "quanto costa la carta d'identità?");
    await ask(page, "e che documenti servono?");
    assert.equal(await page.getByText("Ti è stato utile?").count(), 1);
    const said = [];
    page.on("response", async (r) => r.url().endsWith("/feedback") && said.push([r.status(), r.request().postDataJSON()]));
    await page.getByRole("button", { name: "Sì", exact: true }).click();
    await page.getByLabel("Vuoi aggiungere qualcosa?").waitFor();
    await page.getByRole("button", { name: "No", exact: true }).click();
    const comment = page.getByLabel("Che cosa non andava?");
    await comment.fill("manca l'orario");
    await accessible(page);
    await comment.press("Enter");
    await page.getByText("Grazie, il tuo giudizio ci aiuta a migliorare.").waitFor();
    assert.equal(await page.getByRole("button", { name: "No", exact: true }).getAttribute("aria-pressed"), "true");
    assert.deepEqual(said.map(([status, { helpful, comment }]) => [status, helpful, comment]),
      [[204, true, undefined], [204, false, undefined], [204, false, "manca l'orario"]]);
    await page.reload();
    await page.getByText("Grazie, il tuo giudizio").waitFor();
    page.clean();
  }));

  test("that does not arrive says so, and can be given again", () => chat(async (page) => {
    await ask(page, "quanto costa la carta d'identità?");
    await page.context().setOffline(true);
    await page.getByRole("button", { name: "Sì", exact: true }).click();
    await page.getByText("Il giudizio non è stato registrato. Manca la connessione a Internet.").waitFor();
    await page.context().setOffline(false);
    await page.getByRole("button", { name: "Sì", exact: true }).click();
    await page.getByLabel("Vuoi aggiungere qualcosa?").waitFor();
    assert.equal(await page.locator(".failure").count(), 0);
  }));
});

describe("whoever reads otherwise", () => {
  for (const [how, options] of Object.entries({
    "in the dark": { colorScheme: "dark" },
    "with colours of their own": { forcedColors: "active" },
    "without motion": { reducedMotion: "reduce" },
  })) {
    test(`${how} reads all of it`, () => chat(async (page) => {
      await ask(page, "dove rinnovo la carta d'identità?");
      await accessible(page);
      page.clean();
    }, options));
  }

  test("by keyboard reaches everything", () => chat(async (page) => {
    await ask(page, "contatti dell'anagrafe");
    await page.getByRole("log").focus();
    const reached = [];
    while (reached.length < 30 && reached.at(-1) !== "Invia") {
      await page.keyboard.press("Tab");
      reached.push(await page.evaluate(() => {
        const at = document.activeElement.shadowRoot?.activeElement;
        return at?.getAttribute("aria-label") ?? at?.labels?.[0]?.textContent ?? at?.textContent;
      }));
    }
    for (const name of ["0999 999110", "Orari", "Sì", "No", "La tua domanda", "Invia"]) assert.ok(reached.includes(name), `${name} among ${reached}`);
  }));

  test("without JavaScript is led to the search, the telephone and the offices", async () => {
    const page = await visit(browser, { javaScriptEnabled: false });
    await page.goto(`${at.town}/chat`);
    await page.getByText("L'assistente ha bisogno di JavaScript").waitFor();
    await page.getByRole("link", { name: /^Guarda dove sono gli uffici/ }).waitFor();
    await page.getByLabel("Che cosa cerchi?").fill("carta d'identità");
    await page.locator("main").getByRole("button", { name: "Cerca" }).click();
    assert.match(page.url(), /\/cerca\?q=carta/);
    await page.context().close();
  });
});
