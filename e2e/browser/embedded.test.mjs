// The chat in the pages of another site, under a strict policy of that site.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { accessible, at, launch, sizes, visit } from "./browser.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** Opens a page of a site that carries the town's chat, for one visitor. */
async function embedded(site, use, options = {}) {
  const page = await visit(browser, options);
  try {
    await page.goto(`${site}/?town=${at.town}`);
    await use(page);
  } finally {
    await page.context().close();
  }
}

const launcher = (page) => page.getByRole("button", { name: "Assistente", exact: true });
const panel = (page) => page.getByRole("dialog", { name: "Assistente" });
const field = (page) => page.getByLabel("La tua domanda");
const inFocus = (locator) => locator.evaluate((e) => e.getRootNode().activeElement === e);

async function ask(page, question) {
  await field(page).fill(question);
  await field(page).press("Enter");
}

describe("on a site that may embed it", () => {
  for (const size of ["phone", "desktop"]) {
    test(`it opens, answers and closes on a ${size} screen`, () => embedded(at.friend, async (page) => {
      await accessible(page);
      await launcher(page).click();
      assert.ok(await inFocus(field(page)), "the focus is not where one writes");
      await ask(page, "dove rinnovo la carta d'identità?");
      await page.locator(".answer").getByText("Piazza della Libertà 1").first().waitFor();
      const source = page.getByRole("link", { name: /^Fonte: scheda/ });
      assert.equal(await source.getAttribute("href"), `${at.town}/servizi/carta-identita`);
      await accessible(page);
      await page.getByRole("button", { name: "Sì", exact: true }).click();
      await page.getByLabel("Vuoi aggiungere qualcosa?").waitFor();
      await page.keyboard.press("Escape");
      assert.ok(await panel(page).isHidden());
      assert.ok(await inFocus(launcher(page)), "the focus is lost");
      await launcher(page).press("Enter");
      await page.getByRole("button", { name: "Chiudi l'assistente" }).click();
      assert.ok(await panel(page).isHidden());
      page.clean([at.friend, at.town]);
    }, { viewport: sizes[size] }));
  }

  test("Escape closes the suggestions before the panel", () => embedded(at.friend, async (page) => {
    await launcher(page).click();
    await field(page).pressSequentially("carta id");
    await page.getByRole("option").first().waitFor();
    await page.keyboard.press("Escape");
    assert.ok(await panel(page).isVisible());
    assert.equal(await page.getByRole("option").count(), 0);
    await page.keyboard.press("Escape");
    assert.ok(await panel(page).isHidden());
  }));

  test("it is as it was after a reload, and takes the focus from nobody", () => embedded(at.friend, async (page) => {
    await launcher(page).click();
    await ask(page, "quanto costa la carta d'identità?");
    await page.locator(".answer").waitFor();
    await page.reload();
    await page.locator(".answer").getByText("16,79 euro").waitFor();
    assert.ok(await panel(page).isVisible());
    assert.ok(await page.evaluate(() => document.activeElement === document.body));
  }));

  test("the page opens it by an attribute, names it, and hears of it", () => embedded(at.friend, async (page) => {
    const heard = await page.evaluate(() => {
      const heard = [];
      for (const event of ["cittaclick-open", "cittaclick-close"]) document.addEventListener(event, () => heard.push(event));
      const chat = document.querySelector("cittaclick-chat");
      chat.setAttribute("heading", "Sportello");
      chat.setAttribute("open", "");
      chat.removeAttribute("open");
      chat.setAttribute("open", "");
      return heard;
    });
    assert.deepEqual(heard, ["cittaclick-open", "cittaclick-close", "cittaclick-open"]);
    await page.getByRole("dialog", { name: "Sportello" }).waitFor();
    assert.ok(await inFocus(field(page)), "the focus does not follow");
  }));

  test("a page that opens it from the start keeps the focus", () => embedded(at.friend, async (page) => {
    await page.evaluate(() => {
      const chat = document.createElement("cittaclick-chat");
      chat.setAttribute("open", "");
      document.querySelector("cittaclick-chat").replaceWith(chat);
    });
    assert.ok(await panel(page).isVisible());
    assert.ok(await page.evaluate(() => document.activeElement === document.body));
  }));

  test("it may leave the page and come back", () => embedded(at.friend, async (page) => {
    await page.evaluate(() => {
      const chat = document.querySelector("cittaclick-chat");
      chat.remove();
      document.body.append(chat);
    });
    await launcher(page).click();
    await ask(page, "quanto costa la carta d'identità?");
    await page.locator(".answer").waitFor();
    page.clean([at.friend, at.town]);
  }));

  test("it may leave the page while it waits for an answer", () => embedded(at.friend, async (page) => {
    let arrive;
    const meanwhile = new Promise((resolve) => { arrive = resolve; });
    await page.route("**/api/v1/messages", async (route) => { await meanwhile; await route.continue(); });
    await launcher(page).click();
    await ask(page, "quanto costa la carta d'identità?");
    await page.getByText("Sto cercando…").waitFor();
    await page.evaluate(() => document.body.append(document.querySelector("cittaclick-chat")));
    arrive();
    await page.locator(".answer").waitFor();
    await page.reload();
    await page.locator(".answer").getByText("16,79 euro").waitFor();
    assert.equal(await page.locator(".failure").count(), 0);
  }));

  test("two of them show one conversation", () => embedded(at.friend, async (page) => {
    await page.evaluate(() => {
      const inline = document.createElement("cittaclick-chat");
      inline.toggleAttribute("inline", true);
      document.querySelector("main").append(inline);
    });
    const [article, side] = [page.locator("main cittaclick-chat"), page.locator("body > cittaclick-chat")];
    await field(article).fill("quanto costa la carta d'identità?");
    await field(article).press("Enter");
    await article.locator(".answer").waitFor();
    await launcher(page).click();
    await side.locator(".answer").getByText("16,79 euro").waitFor();
    await field(side).fill("e che documenti servono?");
    await field(side).press("Enter");
    await article.locator(".answer").nth(1).getByText("Carta d'identità elettronica (CIE)").first().waitFor();
    await side.getByRole("button", { name: "Sì", exact: true }).click();
    await article.getByLabel("Vuoi aggiungere qualcosa?").waitFor();
    page.clean([at.friend, at.town]);
  }));

  test("without JavaScript there is a link", () => embedded(at.friend, async (page) => {
    assert.equal(await page.getByRole("link", { name: "Apri l'assistente" }).getAttribute("href"), `${at.town}/chat`);
  }, { javaScriptEnabled: false }));
});

test("on the site itself it goes on with the same conversation", () => embedded(at.town, async (page) => {
  await page.goto(`${at.town}/servizi/carta-identita`);
  await launcher(page).click();
  await ask(page, "quanto costa la carta d'identità?");
  await page.locator(".answer").waitFor();
  await page.goto(`${at.town}/chat`);
  await page.locator(".answer").getByText("16,79 euro").waitFor();
  page.clean();
}));

test("on the site itself a page that an answer opens is not hidden by a phone's panel", () => embedded(at.town, async (page) => {
  await page.goto(`${at.town}/uffici`);
  await launcher(page).click();
  await ask(page, "dove rinnovo la carta d'identità?");
  await page.getByRole("link", { name: /^Fonte: scheda/ }).click();
  await page.waitForURL(`${at.town}/servizi/carta-identita`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  assert.ok(await panel(page).isHidden());
  await launcher(page).click();
  await page.locator(".answer").getByText("Piazza della Libertà 1").first().waitFor();
}, { viewport: sizes.phone }));

test("on a stranger's site it says that it cannot be reached, and where it can", () => embedded(at.stranger, async (page) => {
  await launcher(page).click();
  await ask(page, "quanto costa la carta d'identità?");
  await page.getByText("Non inviato. L'assistente non risponde.").waitFor();
  assert.equal(await page.getByRole("link", { name: /^Apri l'assistente nel suo sito/ }).getAttribute("href"), `${at.town}/chat`);
  assert.match(await page.locator(".asked").innerText(), /quanto costa/);
}));
