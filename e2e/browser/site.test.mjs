// The charter as a website, as people meet it: on a phone and on a desk, by
// keyboard, without JavaScript, on paper.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { accessible, at, launch, sizes, visit } from "./browser.mjs";

// One page of each kind, those of failure included.
const kinds = {
  home: "/", services: "/servizi", topic: "/servizi?tema=tributi", service: "/servizi/carta-identita",
  "service of other words": "/servizi/accesso-atti", offices: "/uffici", office: "/uffici/anagrafe",
  "office that moves": "/uffici/mobilita", buildings: "/sedi", building: "/sedi/palazzo-comunale", people: "/persone",
  events: "/eventi", event: "/eventi/mi-sposo", matters: "/altri-enti", matter: "/altri-enti/passaporto",
  search: "/cerca?q=carta", "empty search": "/cerca", "fruitless search": "/cerca?q=zzzzzz",
  accessibility: "/accessibilita", privacy: "/privacy", legal: "/note-legali",
  "another day": "/uffici/anagrafe?on=2026-12-05",
};
const failures = { "not found": "/servizi/carta-di-identita", gone: "/uffici/ufficio-sport", "bad day": "/uffici?on=domani" };

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** Opens a page for one visitor and closes them afterwards. */
async function with_(options, path, use) {
  const page = await visit(browser, options);
  try {
    const answer = await page.goto(at.town + path);
    await use(page, answer);
  } finally {
    await page.context().close();
  }
}

/** Nothing of the page stands outside the window. */
async function fits(page) {
  const { wide, window } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth, window: document.documentElement.clientWidth,
  }));
  assert.ok(wide <= window, `${page.url()} is ${wide} wide in a window of ${window}`);
}

describe("every kind of page", () => {
  for (const [kind, path] of Object.entries(kinds)) {
    test(`${kind}: nothing that axe-core finds, nobody else asked, fits a phone`, async () => {
      await with_({ viewport: sizes.desktop }, path, async (page) => {
        await accessible(page);
        page.clean();
        await page.setViewportSize(sizes.phone);
        await accessible(page);
        await page.setViewportSize(sizes.smallest);
        await fits(page);
      });
    });
  }
  for (const [kind, path] of Object.entries(failures)) {
    test(`${kind}: told in words that can be read and searched from`, async () => {
      await with_({ viewport: sizes.phone }, path, async (page, answer) => {
        assert.ok(answer.status() >= 400);
        await accessible(page);
        await page.setViewportSize(sizes.smallest);
        await fits(page);
        assert.equal(await page.getByRole("searchbox").count(), 1);
      });
    });
  }
});

test("text twice as large still fits", async () => {
  for (const path of ["/", "/servizi/carta-identita", "/uffici/anagrafe"]) {
    await with_({ viewport: { width: 640, height: 800 } }, path, async (page) => {
      await page.evaluate(() => { document.documentElement.style.fontSize = "200%"; });
      await fits(page);
    });
  }
});

test("long names break rather than leave the window", async () => {
  await with_({ viewport: sizes.smallest }, "/servizi/carta-identita", async (page) => {
    await page.evaluate(() => {
      document.querySelector(".cc-name strong").textContent = "Comune di Presicce-Acquarica d'Aspromonte Sopraponte";
      document.querySelector("h1").textContent = "Autorizzazioneall'occupazionetemporaneadisuolopubblico";
      document.querySelector(".cc-contacts a").textContent = "ufficiorelazioniconilpubblico@comunedipresicceacquarica.example";
    });
    await fits(page);
  });
});

test("by keyboard: skip to the content, search, follow the first result", async () => {
  await with_({ viewport: sizes.desktop }, "/", async (page) => {
    await page.keyboard.press("Tab");
    const skip = page.getByRole("link", { name: "Vai al contenuto" });
    assert.ok(await skip.evaluate((link) => link === document.activeElement), "the first stop is not the skip link");
    assert.ok((await skip.boundingBox()).y >= 0, "the skip link with the focus cannot be seen");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    const search = page.getByRole("searchbox", { name: "Che cosa ti serve?" });
    assert.ok(await search.evaluate((field) => field === document.activeElement), "the content does not begin with the search");
    await page.keyboard.type("rinnovare la carta d'identità");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/cerca\?q=/);
    await page.locator("main li a").first().focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/servizi\/carta-identita$/);
    page.clean();
  });
});

test("by keyboard: what has the focus can be seen", async () => {
  await with_({ viewport: sizes.desktop }, "/servizi/carta-identita", async (page) => {
    for (let stop = 0; stop < 25; stop++) {
      await page.keyboard.press("Tab");
      const focus = await page.evaluate(() => {
        const element = document.activeElement;
        const style = getComputedStyle(element);
        return { what: element.outerHTML.slice(0, 80), drawn: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 };
      });
      assert.ok(focus.drawn, `no outline around ${focus.what}`);
    }
  });
});

test("without JavaScript a phone's menu opens and leads on", async () => {
  await with_({ viewport: sizes.phone, javaScriptEnabled: false }, "/", async (page) => {
    const link = page.locator(".cc-menu").getByRole("link", { name: "Uffici" });
    assert.equal(await link.isVisible(), false);
    await page.getByText("Menu", { exact: true }).click();
    assert.equal(await link.isVisible(), true);
    await link.click();
    await page.waitForURL(/\/uffici$/);
    await page.getByRole("link", { name: "Ufficio anagrafe" }).first().click();
    await page.getByRole("heading", { level: 1, name: "Ufficio anagrafe" }).waitFor();
  });
});

test("without JavaScript one searches, reads a service and is led to the assistant's page", async () => {
  await with_({ viewport: sizes.phone, javaScriptEnabled: false }, "/", async (page) => {
    await page.getByRole("searchbox").fill("tari");
    await page.getByRole("button", { name: "Cerca" }).click();
    await page.locator("main li a").first().click();
    await page.getByRole("heading", { level: 2, name: "Quanto costa" }).waitFor();
    assert.equal(await page.getByRole("link", { name: "Chiedi all'assistente" }).first().getAttribute("href"), "/chat");
  });
});

test("a link of the index leads to its part", async () => {
  await with_({ viewport: sizes.phone, reducedMotion: "reduce" }, "/servizi/carta-identita", async (page) => {
    await page.getByRole("navigation", { name: "Indice della pagina" }).getByRole("link", { name: "Contatti" }).click();
    const top = await page.getByRole("heading", { level: 2, name: "Contatti" }).first().evaluate((h) => h.getBoundingClientRect().top);
    assert.ok(top >= 0 && top < sizes.phone.height, `the part stands at ${top}`);
  });
});

test("what one presses with a finger is large enough", async () => {
  await with_({ viewport: sizes.phone, hasTouch: true }, "/servizi/carta-identita", async (page) => {
    const controls = page.locator(".cc-header summary:visible, .cc-header a:visible, .cc-actions a:visible, .cc-index a:visible, .cc-chips a:visible");
    for (const control of await controls.all()) {
      const box = await control.boundingBox();
      assert.ok(box.height >= 44, `${await control.innerText()} is ${box.height} high`);
    }
  });
});

test("another day goes on from page to page, and today is one link away", async () => {
  await with_({}, "/uffici?on=2026-12-05", async (page) => {
    await page.getByRole("link", { name: "Ufficio anagrafe" }).first().click();
    await page.getByText("Questa pagina mostra come sarà sabato 5 dicembre 2026").waitFor();
    await page.getByRole("link", { name: "Torna a oggi" }).click();
    await page.getByText("Aperto adesso").first().waitFor();
    page.clean();
  });
});

test("on paper stands the sheet alone, in black", async () => {
  await with_({ viewport: { width: 794, height: 1123 } }, "/servizi/carta-identita", async (page) => {
    await page.emulateMedia({ media: "print" });
    for (const gone of [".cc-nav", ".cc-footer", ".cc-index", ".cc-find", "cittaclick-chat"]) {
      assert.equal(await page.locator(gone).first().isVisible(), false, `${gone} is printed`);
    }
    assert.equal(await page.getByText("Comune di Valdoria").first().isVisible(), true);
    const ink = await page.locator("h1").evaluate((h) => getComputedStyle(h).color);
    assert.match(ink, /rgb\((0, 0, 0|26, 26, 26)\)/);
    const pdf = (await page.pdf({ format: "A4", preferCSSPageSize: true })).toString("latin1");
    const sheets = pdf.match(/\/Type\s*\/Page\b/g).length;
    assert.ok(sheets <= 5, `a service takes ${sheets} sheets of paper`);
  });
});
