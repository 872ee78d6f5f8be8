// Runs before any wasm: puts the lesson's text on the page, then starts the app. A classic script in a file of its own, because
// nothing runs inline here (strict CSP). In the single-file course every file it needs stands in the page, as a JSON string in a
// script element with `data-file`, or, wasm, as gzip in base 64 (`data-gzip`). The names of the app's own two files come from a meta element.
//
// The app finds here, as `window.datelier`: `text(path)` and `bytes(path)` (promises), `ready` (texts that are already
// there, by path) and `failed(error)`.
(() => {
  "use strict";
  const root = document.documentElement;

  // The only words outside content/ui: those that are needed when the app is not there to say them.
  const WORDS = {
    fr: {
      bench: "L’atelier s’installe…",
      failed: "Les exercices n’ont pas pu démarrer. Le texte de la leçon reste lisible.",
      text: "Le cours n’a pas pu être chargé.",
      old: "Ce navigateur est trop ancien pour les exercices (il lui manque de quoi lire WebAssembly).",
      file: "Ouverte depuis un dossier, cette page ne peut pas lire ses fichiers : utilisez le cours en un seul fichier, ou « cargo play ».",
      again: "Réessayer",
    },
    en: {
      bench: "Setting up the workbench…",
      failed: "The exercises could not start. The lesson’s text can still be read.",
      text: "The course could not be loaded.",
      old: "This browser is too old for the exercises (it cannot read its WebAssembly).",
      file: "Opened from a folder, this page cannot read its files: use the course in a single file, or “cargo play”.",
      again: "Try again",
    },
  };

  // localStorage throws in a sandboxed frame.
  const stored = (key) => {
    try { return localStorage.getItem(key); } catch { return null; }
  };
  const theme = stored("datelier.theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  const path = () => location.hash.replace(/^#\/?/, "").split("/").map((part) => {
    try { return decodeURIComponent(part); } catch { return part; }
  });
  const language = () => [path()[0], stored("datelier.locale")].find((tag) => tag === "fr" || tag === "en") || "fr";
  root.lang = language();

  const WORD_FILES = ["course/words.fr.ftl", "course/words.en.ftl"];

  // --- files: from the page itself, or fetched once ---
  const promises = new Map();
  const ready = Object.create(null);
  const embedded = (file) => document.querySelector(`script[data-file="${CSS.escape(file)}"]`);
  const get = async (file) => {
    const response = await fetch(new URL(file, document.baseURI), { credentials: "same-origin" });
    if (!response.ok) throw new Error(`${file}: ${response.status}`);
    return response;
  };
  const load = async (file) => {
    const here = embedded(file);
    return here ? JSON.parse(here.textContent) : (await get(file)).text();
  };
  const text = (file) => {
    if (!promises.has(file)) {
      const promise = load(file).then((content) => (ready[file] = content));
      promise.catch(() => promises.delete(file));
      promises.set(file, promise);
    }
    return promises.get(file);
  };
  const bytes = async (file) => {
    const here = embedded(file);
    if (!here) return (await get(file)).arrayBuffer();
    const packed = Uint8Array.from(atob(here.textContent.trim()), (character) => character.charCodeAt(0));
    return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  };

  // --- the lesson's text, before the app is there ---
  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };
  const html = (name, attributes, source) => {
    const made = element(name, attributes);
    made.innerHTML = source;
    return made;
  };
  const block = (lesson, words) => (piece) => {
    switch (piece.type) {
      case "html": return html("div", { class: "passage" }, piece.html);
      case "heading": return html(`h${piece.level}`, { id: piece.id }, piece.html);
      case "try": return html("div", { class: "code" }, `<pre class="source"><code>${piece.html}</code></pre>`);
      case "diagram": return html("figure", { class: "diagram" }, piece.svg);
      case "exercise": {
        const exercise = words.exercises[piece.id];
        if (!exercise) return "";
        return element("section", { class: "task", id: piece.id }, element("h2", {}, exercise.title),
          ...exercise.statement.map(block(lesson, words)));
      }
      default: return "";
    }
  };
  let started = false;
  const show = async () => {
    const locale = language();
    const index = JSON.parse(await text("course/index.json"));
    const [, page, id] = path();
    const chapter = page === "lesson" && index.chapters.find(({ lessons }) => lessons.some((lesson) => lesson.id === id));
    document.title = index.title[locale];
    if (!chapter) return;
    const bundle = JSON.parse(await text(`course/${chapter.bundle}`));
    const lesson = bundle.lessons.find((lesson) => lesson.id === id);
    const place = document.getElementById("app");
    if (started || !lesson || !place) return;
    const words = lesson.text[locale];
    document.title = `${words.title} · ${index.title[locale]}`;
    const entry = chapter.lessons.find((lesson) => lesson.id === id);
    place.replaceChildren(
      element("header", { class: "bar" }, element("a", { class: "brand", href: `#/${locale}` }, "Datelier")),
      element("main", { class: "lesson" },
        element("div", { class: "lesson-text" },
          element("article", { class: "prose" },
            element("p", { class: "eyebrow" }, `${chapter.title[locale]}`),
            element("h1", {}, words.title),
            element("p", { class: "byline" }, `${entry.minutes} min`),
            ...words.blocks.map(block(lesson, words)))),
        element("div", { class: "bench bench-waiting" }, element("p", {}, WORDS[locale].bench))));
  };

  // --- when something is missing ---
  const failed = (error) => {
    console.error(error);
    const words = WORDS[language()];
    const reason = typeof WebAssembly !== "object" || (single() && typeof DecompressionStream !== "function") ? words.old
      : location.protocol === "file:" && !document.querySelector("script[data-file]") ? words.file
      : document.querySelector("main") ? words.failed : words.text;
    const again = element("button", { type: "button", class: "button" }, words.again);
    again.addEventListener("click", () => location.reload());
    const notice = element("div", { class: "failure", role: "alert" }, element("p", {}, reason), again);
    document.body.append(notice);
  };

  // --- the app ---
  const start = async () => {
    const names = document.querySelector('meta[name="datelier-app"]').dataset;
    const file = (name) => name.replace(/^\.\//, "");
    let glue = new URL(names.glue, document.baseURI).href;
    if (embedded(file(names.glue))) {
      glue = URL.createObjectURL(new Blob([await text(file(names.glue))], { type: "text/javascript" }));
    }
    // The app's words, both languages: it speaks from its first moment, and needs nothing of the network later.
    const [module] = await Promise.all([import(glue), ...WORD_FILES.map(text)]);
    const wasm = embedded(file(names.wasm)) ? await bytes(file(names.wasm)) : get(names.wasm);
    // From here on the page is the app's: a text that arrives late must not replace it.
    await module.default({ module_or_path: wasm });
  };
  // The app says so when it takes over the page.
  const takeOver = () => { started = true; };
  window.datelier = { text, bytes, ready, failed, takeOver };

  const parsed = () => new Promise((resolve) => {
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", resolve, { once: true });
    else resolve();
  });
  // Fetching starts at once; the single file's data must have been parsed first.
  const single = () => document.querySelector('meta[name="datelier-app"][data-single]');
  if (!single()) ["course/index.json", ...WORD_FILES].forEach((file) => text(file).catch(() => {}));
  parsed()
    .then(() => Promise.all([show(), start()]))
    .catch(failed);
})();
