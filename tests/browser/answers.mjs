/* What becomes of a learner's answers in a real browser. Each scenario is a function that says what it saw; the test
   holds that against what must be. Usage: node answers.mjs chrome|firefox PROGRAM FOLDER SCENARIO, where FOLDER holds the
   site as it was (`first`) and as it is after its author changed questions (`later`). */
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import puppeteer from "puppeteer-core";

const [browserName, program, folder, scenario] = process.argv.slice(2);
const LEAVES = "us900001/leaves.html";
const MINE = "us900001/my-answers.html";
const SEE = "#us900001-a01-see";
const CELL = "#us900001-a01-sacks-r1-sack";
const GREEN = "#us900001-a01-fresh-the-green-one";
const DAMP = "#us900001-a01-fresh-the-damp-one";
const DRY = "#us900001-a01-check-the-leaves-are-dry";
const CHROME = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"];
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };

let shown = "first";

function pause(time) {
  return new Promise((good) => setTimeout(good, time));
}

/* The site on a server, at one address whichever version is shown. */
function serve() {
  const server = http.createServer((request, answer) => {
    const file = path.join(folder, shown, decodeURIComponent(new URL(request.url, "http://x").pathname));
    fs.readFile(file, (error, data) => {
      answer.writeHead(error ? 404 : 200, { "Content-Type": TYPES[path.extname(file)] || "application/octet-stream" });
      const moved = file.endsWith("sitemap.xml") && !error; // the address of a server is known when it has begun
      answer.end(error ? "" : moved ? String(data).replaceAll("http://127.0.0.1/", start) : data);
    });
  });
  return new Promise((good) => server.listen(0, "127.0.0.1", () => good(server)));
}

function launch(profile, preferences = {}) {
  return puppeteer.launch({
    browser: browserName, executablePath: program, headless: true, userDataDir: profile,
    args: browserName === "chrome" ? CHROME : [], extraPrefsFirefox: preferences
  });
}

class Reader {
  constructor(page, start) {
    this.page = page;
    this.start = start;
    this.errors = [];
    page.on("pageerror", (error) => this.errors.push(String(error)));
  }

  async open(uri) {
    await this.page.goto(this.start + uri);
    await this.ready();
  }

  async ready() {
    await this.page.waitForSelector("[data-ready]", { timeout: 20000 });
  }

  async reload() {
    await this.page.reload();
    await this.ready();
  }

  async write(field, text) {
    await this.page.focus(field);
    await this.page.keyboard.type(text);
    await this.settled();
  }

  async tick(field) {
    await this.page.$eval(field, (box) => box.click());
    await this.settled();
  }

  /* Until what was written is in the store. */
  async settled() {
    await pause(250);
    for (let tries = 0; tries < 200 && await this.page.$("[data-writing]"); tries += 1) await pause(50); // hidden windows have no frames
  }

  /* Until a field shows what another window wrote, or that did not come. */
  async shows(field, text) {
    for (let tries = 0; tries < 100 && await this.value(field) !== text; tries += 1) await pause(50);
    return this.value(field);
  }

  value(field) {
    return this.page.$eval(field, (box) => box.type === "checkbox" || box.type === "radio" ? box.checked : box.value);
  }

  text(place) {
    return this.page.$$eval(place, (found) => found.map((one) => one.textContent.replace(/\s+/g, " ").trim()));
  }

  async press(words) {
    const button = await this.page.waitForSelector(`::-p-xpath(//button[normalize-space()="${words}"])`);
    await button.evaluate((found) => found.click());
    await this.settled();
  }
}

/* What a clock shows when it is set, started, paused, reset and over. */
async function clocked(one, label) {
  const set = (minutes) => one.page.$eval(".projector__minutes", (field, value) => {
    field.value = value;
    field.dispatchEvent(new Event("change"));
  }, minutes);
  await set("2");
  const given = await label("digits");
  await one.press("Start the clock");
  await pause(1500);
  await one.press("Pause the clock");
  const paused = await label("digits");
  await pause(1200);
  const still = await label("digits");
  await one.press("From the beginning");
  const reset = await label("digits");
  await one.press("Start the clock");
  await one.page.evaluate(() => { // two minutes later
    const now = Date.now;
    Date.now = () => now() + 121000;
  });
  await pause(500);
  return { given, moved: paused < given, still: paused === still, reset, over: [await label("digits"), await label("over")] };
}

function pagesBelow(root) {
  return fs.readdirSync(root, { recursive: true }).map(String).filter((name) => name.endsWith(".html")).sort();
}

/* Runs before a page: notes what its policy stops. */
function watched() {
  window.stopped = [];
  document.addEventListener("securitypolicyviolation", (event) => {
    window.stopped.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
  });
}

async function visited(make) {
  const stopped = [];
  const one = await make({ before: watched });
  one.page.on("console", (said) => { if (/Content.Security.Policy/i.test(said.text())) stopped.push(said.text()); });
  for (const name of pagesBelow(path.join(folder, shown))) {
    await one.page.goto(one.start + name);
    await one.settled();
    stopped.push(...(await one.page.evaluate(() => window.stopped)).map((said) => `${name}: ${said}`));
  }
  return { one, stopped };
}

/* Which blocks of tabs are seen before and after the second tab is chosen. */
async function tabs(one) {
  const seen = () => one.page.$$eval(".tabbed-block", (blocks) => blocks.slice(0, 2).map((block) => block.offsetHeight > 0));
  await one.page.goto(one.start + "us1/boil.html");
  const before = await seen();
  await one.page.$eval(".tabbed-labels label:nth-child(2)", (label) => label.click());
  return [before, await seen()];
}

/* Search and the projector; and scripts that come into the page later, which must not run. */
async function used(one) {
  const page = one.page;
  await page.focus(".md-search__input");
  await page.keyboard.type("leaves");
  const search = await page.waitForSelector(".md-search-result__link", { timeout: 20000 }).then(() => true, () => false);
  await page.keyboard.press("Escape");
  await page.$eval(".activity__project", (button) => button.click());
  const projector = await page.waitForSelector("dialog.projector[open] .projector__page p", { timeout: 9000 }).then(() => true, () => false);
  const type = await page.$eval(".projector__title", (title) => parseFloat(getComputedStyle(title).fontSize));
  const before = await page.evaluate(() => window.stopped.length);
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.injected = 'inline'";
    document.body.append(script);
    const box = document.createElement("div");
    box.innerHTML = "<img src='data:,' onerror=\"window.injected = 'handler'\">";
    document.body.append(box);
    const far = document.createElement("script");
    far.src = "http://127.0.0.1:9/far.js";
    document.body.append(far);
  });
  await one.settled();
  const injected = await page.evaluate(() => window.injected || "nothing ran");
  const after = await page.evaluate(() => window.stopped.map((said) => said.split(" ")[0]));
  return { search, projector, type, before, injected, refused: [...new Set(after)].sort() };
}

const scenarios = {
  async kept({ reader, again }) {
    const one = await reader();
    await one.open(LEAVES);
    await one.write(SEE, "First line ḓḽṋṱ ɔɛ");
    await one.page.keyboard.press("Enter");
    await one.write(SEE, "second");
    await one.write(CELL, "A cell");
    await one.tick(GREEN);
    await one.tick(DRY);
    await one.reload();
    const reloaded = [await one.value(SEE), await one.value(CELL), await one.value(GREEN), await one.value(DRY)];
    await one.open("us900001/water.html");
    await one.page.evaluate(() => { history.back(); });
    await one.page.waitForFunction(() => location.pathname.endsWith("leaves.html"));
    await one.ready();
    const back = await one.value(SEE);
    const errors = one.errors;
    const two = await again();
    await two.open(LEAVES);
    return { reloaded, back, started: await two.value(SEE), state: await two.text(".kept__state"), errors };
  },

  async twoWindows({ reader }) {
    const one = await reader();
    const two = await reader();
    await one.open(LEAVES);
    await two.open(LEAVES);
    await one.write(SEE, "From window one");
    const live = await two.shows(SEE, "From window one");
    await two.write(SEE, "!");
    await one.reload();
    return { live, after: await one.value(SEE) };
  },

  /* A window that has heard nothing of the other, as one that a phone has put to sleep. */
  async deafWindow({ reader }) {
    const one = await reader();
    const two = await reader({ before: () => { window.BroadcastChannel = undefined; } });
    await one.open(LEAVES);
    await two.open(LEAVES);
    await one.write(SEE, "A whole paragraph");
    await two.write(SEE, "x");
    await two.reload();
    return { value: await two.value(SEE), listed: await two.text(".answers__left blockquote") };
  },

  async newVersion({ reader }) {
    const one = await reader();
    await one.open(LEAVES);
    await one.write(SEE, "What I saw");
    await one.write(CELL, "A cell");
    await one.tick(GREEN);
    await one.tick(DRY);
    shown = "later";
    await one.reload();
    const ticked = await one.page.$$eval(".activity input:checked", (found) => found.map((box) => box.id));
    const typed = await one.page.$$eval(".activity textarea", (found) => found.map((box) => box.value).filter(Boolean));
    const listed = await one.text(".answers__left blockquote");
    await one.open(MINE);
    return { ticked, typed, listed, mine: await one.text(".answers__left blockquote"), errors: one.errors };
  },

  /* A browser that refuses both of its stores. */
  async refused({ reader }) {
    const one = await reader({ before: () => {
      Object.defineProperty(window, "indexedDB", { value: { open() { throw new Error("no"); } } });
      Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
    } });
    await one.open(LEAVES);
    await one.write(SEE, "Words");
    return { state: (await one.text(".kept__state"))[0], value: await one.value(SEE), errors: one.errors };
  },

  /* A browser without a database: the smaller store is taken. What is there is shown when nothing more can be written. */
  async fullStore({ reader }) {
    const no = () => { Object.defineProperty(window, "indexedDB", { value: { open() { throw new Error("no"); } } }); };
    const one = await reader({ before: no });
    await one.open(LEAVES);
    await one.write(SEE, "Before it was full");
    const two = await reader({ before: () => {
      Object.defineProperty(window, "indexedDB", { value: { open() { throw new Error("no"); } } });
      Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
    } });
    await two.open(LEAVES);
    const read = await two.value(SEE);
    await two.write(CELL, "More");
    return { read, state: (await two.text(".kept__state"))[0] };
  },

  async wrongClock({ reader }) {
    const one = await reader();
    await one.open(LEAVES);
    await one.write(SEE, "Early");
    const two = await reader({ before: () => { Date.now = () => 0; } });
    await two.open(LEAVES);
    await two.write(SEE, " and late");
    await one.reload();
    return { value: await one.value(SEE) };
  },

  async people({ reader }) {
    const one = await reader();
    await one.open(LEAVES);
    await one.press("Say who you are");
    await one.page.type(".answers__form input", "Thandi Ngcobo");
    await one.press("Save");
    await one.write(SEE, "Of Thandi");
    const first = (await one.text(".answers__who"))[0];
    await one.press("This is not me");
    const loaded = one.page.waitForNavigation();
    await one.press("I am new here");
    await loaded;
    await one.ready();
    const empty = [await one.value(SEE), (await one.text(".answers__who"))[0]];
    await one.write(SEE, "Of Sipho");
    await one.press("This is not me");
    const again = one.page.waitForNavigation();
    await one.press("These are the answers of Thandi Ngcobo.");
    await again;
    await one.ready();
    return { first, empty, back: await one.value(SEE) };
  },

  async file({ reader, other }) {
    const one = await reader();
    await one.open(LEAVES);
    await one.write(SEE, "Kɔfi ḓ\"<&> line");
    await one.page.keyboard.press("Enter");
    await one.write(SEE, "two");
    await one.tick(GREEN);
    await one.tick(DRY);
    await one.open(MINE);
    await one.page.evaluate(() => { URL.createObjectURL = (blob) => { window.saved = blob; return "#"; }; });
    await one.press("Save for: Formative workbook");
    const text = await one.page.evaluate(() => window.saved.text());
    const name = (await one.text(".mine__said"))[0];
    const file = path.join(os.tmpdir(), `answers-${process.pid}.xfdf`);
    fs.writeFileSync(file, text);
    const two = await other();
    await two.open(LEAVES);
    await two.write(CELL, "Only here");
    await two.write(SEE, "Something else");
    await two.open(MINE);
    const input = await two.page.$("input[type=file]");
    await input.uploadFile(file);
    await two.settled();
    const said = (await two.text(".mine__said > p"))[0];
    await two.press("Take them over");
    await two.open(LEAVES);
    const kept = [await two.value(SEE), await two.value(CELL), await two.value(GREEN), await two.value(DRY)];
    await two.open(MINE);
    await (await two.page.$("input[type=file]")).uploadFile(file);
    await two.settled();
    await two.press("Choose the file for all");
    await two.press("Take them over");
    await two.open(LEAVES);
    fs.unlinkSync(file);
    return { text, name, said, kept, taken: await two.value(SEE) };
  },

  /* Files that are older, that differ from each other, or that another program wrote. */
  async oddFiles({ reader, other }) {
    const one = await reader();
    await one.open(LEAVES);
    await one.write(SEE, "A good answer");
    await one.tick(DRY);
    await one.open(MINE);
    await one.page.evaluate(() => { URL.createObjectURL = (blob) => { window.saved = blob; return "#"; }; });
    await one.press("Save for: Formative workbook");
    const text = await one.page.evaluate(() => window.saved.text());
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "odd-"));
    const written = (name, content) => { fs.writeFileSync(path.join(folder, name), content); return path.join(folder, name); };
    const given = async (who, ...files) => {
      await who.open(MINE);
      await (await who.page.$("input[type=file]")).uploadFile(...files);
      await who.settled();
      const said = (await who.text(".mine__said > p"))[0];
      await who.press("Take them over");
      await who.open(LEAVES);
      return { said, value: await who.value(SEE), ticked: await who.value(DRY), listed: await who.text(".answers__left blockquote") };
    };
    const older = text.replace(/c:words="[^"]*"/g, 'c:words="Older words"').replace("A good answer", "An older answer");
    const seen = { older: await given(one, written("older.xfdf", older)) };
    const two = await other();
    const later = text.replace("A good answer", "A later answer").replace(/c:time="[^"]*"/g, 'c:time="2099-01-01T00:00:00.000Z"');
    seen.both = await given(two, written("text.xfdf", text), written("later.xfdf", later));
    const three = await other();
    const plain = text.replace(/ c:words="[^"]*"/g, "").replace(">yes<", ">Off<");
    seen.plain = await given(three, written("plain.xfdf", plain));
    fs.rmSync(folder, { recursive: true });
    return seen;
  },

  async takenOff({ reader }) {
    const one = await reader();
    await one.open(LEAVES);
    await one.write(SEE, "Secret");
    await one.open(MINE);
    await one.press("Take my answers off this device");
    const asked = (await one.text(".mine__said"))[0];
    await one.press("Yes, remove them");
    const said = (await one.text(".mine__said"))[0];
    await one.open(LEAVES);
    const left = await one.page.evaluate(async () => {
      const names = (await indexedDB.databases()).map((one) => one.name);
      const rows = await Promise.all(names.map((name) => new Promise((good) => {
        indexedDB.open(name).onsuccess = (event) => {
          event.target.result.transaction("answers").objectStore("answers").getAll().onsuccess = (got) => good(got.target.result);
        };
      })));
      return rows.flat().length;
    });
    return { asked, said, value: await one.value(SEE), left };
  },

  /* A theme that changes pages without loading them. */
  async instant({ reader }) {
    shown = "instant";
    const one = await reader();
    await one.open(LEAVES);
    await one.page.evaluate(() => { window.same = true; });
    await one.page.$eval(".md-nav a[href$='water.html']", (link) => link.click());
    await one.page.waitForFunction(() => location.pathname.endsWith("water.html") && document.querySelector("[data-ready] textarea"));
    const same = await one.page.evaluate(() => window.same === true);
    const field = await one.page.$eval(".activity textarea", (box) => "#" + box.id);
    await one.write(field, "Written after the first page");
    await one.reload();
    return { same, value: await one.value(field) };
  },

  /* With the keyboard alone: a choice that is checked, changed and checked again, and a few words that open more. */
  async feedback({ disk }) {
    const one = await disk();
    const asked = [];
    one.page.on("request", (request) => asked.push(request.url()));
    await one.open(LEAVES);
    await one.page.waitForSelector(".feedback:not([hidden])");
    const loaded = asked.length;
    const [write, check] = await one.page.$$(".feedback button");
    const state = async (button) => [
      await button.evaluate((found) => found.getAttribute("aria-disabled")),
      await button.evaluate((found) => found.parentElement.querySelector("[role=status]").innerText.replace(/\s+/g, " ").trim())
    ];
    const press = async (...keys) => { for (const key of keys) await one.page.keyboard.press(key); };
    const choice = [await state(check)];
    await one.page.focus(DRY);
    await one.page.keyboard.down("Shift");
    await press("Tab");
    await one.page.keyboard.up("Shift");
    await press("Enter");
    choice.push(await state(check));
    await one.page.focus(GREEN);
    await press(" ", "ArrowDown");
    choice.push(await state(check));
    await press("Tab", "Enter");
    choice.push(await state(check));
    await one.page.focus(DAMP);
    await press("ArrowUp");
    choice.push(await state(check));
    await press("Tab", " ");
    choice.push(await state(check));
    await one.write(SEE, "Two grey sacks");
    await press("Tab", "Enter");
    const open = [await state(write)];
    await one.write(SEE, " and a bag");
    await press("Tab", "Enter");
    open.push(await state(write));
    const shown = await write.evaluate((found) => found.getAttribute("aria-expanded"));
    await press("Enter");
    open.push(await state(write));
    const sent = asked.slice(loaded).filter((address) => !address.startsWith("data:")); // pictures of a style sheet
    const kept = await one.page.evaluate(async () => {
      const store = await window.competent.openStore("competent:" + window.competent.scope, () => {});
      const person = await window.competent.whoWrites(store);
      return (await store.all(person.id)).map((record) => record.field);
    });
    await one.reload();
    const again = await one.page.$$(".feedback button");
    await one.page.waitForSelector(".feedback:not([hidden])");
    await one.settled();
    return { choice, open, shown, sent, kept, again: [await state(again[1]), await state(again[0])], errors: one.errors };
  },

  /* An activity alone on the screen, while a learner's answers stand on the page. */
  async projector({ reader }) {
    const one = await reader();
    const page = one.page;
    const box = (work) => page.$eval("dialog.projector", work);
    const label = async (name) => (await one.text(`.projector .projector__${name}`))[0];
    const there = (open) => page.waitForFunction((now) => Boolean(document.querySelector("dialog.projector")?.open) === now, {}, open);
    await page.setViewport({ width: 1280, height: 720 });
    await one.open(LEAVES);
    await one.write(SEE, "What I wrote");
    await one.tick(GREEN);
    await page.focus(".activity__project");
    await page.keyboard.press("Enter");
    await there(true);
    const shown = await box((dialog) => ({
      named: document.getElementById(dialog.getAttribute("aria-labelledby")).textContent,
      fields: dialog.querySelectorAll(".projector__page :is(input, textarea, select)").length,
      written: dialog.innerHTML.includes("What I wrote"),
      smallest: Math.min(...Array.from(dialog.querySelectorAll(".projector__page *, .projector__head *"), (part) => parseFloat(getComputedStyle(part).fontSize))),
      digits: parseFloat(getComputedStyle(dialog.querySelector(".projector__digits")).fontSize),
      whole: dialog.offsetWidth === innerWidth && dialog.offsetHeight === innerHeight
    }));
    const facts = await label("facts");
    const asked = await label("page");
    const time = await label("digits");
    for (let number = 0; number < 20; number += 1) await page.keyboard.press("Tab");
    const inside = await page.evaluate(() => Boolean(document.activeElement.closest(".projector")));
    const clock = await clocked(one, label);
    await page.focus(".projector__page");
    await page.keyboard.press("Escape");
    await there(false);
    const focus = await page.evaluate(() => document.activeElement.className.split(" ")[0]);
    return { shown, facts, asked, time, inside, clock, focus, value: await one.value(SEE), errors: one.errors };
  },

  /* From one activity to the next, by keys and by buttons. */
  async projectorKeys({ reader }) {
    const one = await reader();
    const page = one.page;
    const titles = [];
    const note = async () => titles.push((await one.text(".projector__title"))[0].split(":")[0]);
    await page.setViewport({ width: 1280, height: 720 });
    await one.open("unit900/serve.html");
    await (await page.$(".activity__project")).click();
    await page.waitForSelector("dialog.projector[open]");
    await note();
    for (const key of ["n", "ArrowRight", "ArrowLeft", "ArrowLeft"]) { // “n” is the theme's key for the next page
      await page.keyboard.press(key);
      await note();
    }
    await one.press("Next activity");
    await note();
    await one.press("Leave");
    const focus = await page.evaluate(() => document.activeElement.closest(".activity").querySelector("h2, h3").textContent.split(":")[0]);
    return { titles, focus, open: Boolean(await page.$("dialog[open]")), errors: one.errors };
  },

  /* Every page on a server and from disk: what its policy stops, and whether all still works. */
  async policy({ reader, disk }) {
    const found = {};
    for (const [where, make] of Object.entries({ server: reader, disk })) {
      const { one, stopped } = await visited(make);
      await one.open(LEAVES);
      await one.write(SEE, "Kept");
      await one.reload();
      found[where] = { stopped: [...stopped], kept: await one.value(SEE), ...(await used(one)) };
    }
    return found;
  },

  /* The same of a site with folders for pages, pictures, tables and tabs. */
  async policyElsewhere({ reader, disk }) {
    const found = [];
    for (const name of ["whole", "dialect"]) {
      shown = name;
      for (const make of [reader, disk]) found.push(...(await visited(make)).stopped);
    }
    return { stopped: found, tabs: await tabs(await reader()) };
  },

  async fromDisk({ disk }) {
    const one = await disk();
    await one.open(LEAVES);
    await one.write(SEE, "From disk");
    await one.reload();
    const kept = await one.value(SEE);
    await one.open(MINE);
    return { kept, mine: await one.text(".mine__answers dd"), apart: (await one.text(".mine__apart")).length };
  }
};

const server = await serve();
const start = `http://127.0.0.1:${server.address().port}/`;
const profiles = [];
const browsers = [];

async function fresh(profile, preferences) {
  if (!profile) {
    profile = fs.mkdtempSync(path.join(os.tmpdir(), "profile-"));
    profiles.push(profile);
  }
  browsers.push(await launch(profile, preferences));
  return browsers.at(-1);
}

async function read(browser, { before } = {}, from = start) {
  const page = await browser.newPage();
  if (before) await page.evaluateOnNewDocument(before);
  return new Reader(page, from);
}

try {
  const strict = { "security.fileuri.strict_origin_policy": true };
  let browser = await fresh(undefined, scenario === "fromDisk" ? strict : {});
  const seen = await scenarios[scenario]({
    reader: (more) => read(browser, more),
    disk: (more) => read(browser, more, `file://${path.join(folder, shown)}/`),
    other: async () => read(await fresh()),
    async again() {
      await browsers.pop().close();
      browser = await fresh(profiles[0]);
      return read(browser);
    }
  });
  process.stdout.write(JSON.stringify(seen));
} finally {
  await Promise.all(browsers.map((one) => one.close()));
  server.close();
  profiles.forEach((profile) => fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5 }));
}
