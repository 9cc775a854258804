// The archive's one script. All text and navigation work without it; it adds: the palette, the anchor kept by the language switch,
// "copy the citation", search in place, and the switch of its key. No inline handlers, no innerHTML: it runs under a strict Content-Security-Policy.
(() => {
  "use strict";
  const html = document.documentElement;
  const root = new URL(html.dataset.root, location.href);
  // Put in when the frame is laid out: words/vi.toml and words/en.toml, group "script".
  const words = @words@[html.lang];
  const one = (selector) => document.querySelector(selector);
  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    element.append(...children);
    return element;
  };

  // What a reader has set, background and key: it stays on this device, and every open page follows, also one that the browser had kept for Back.
  const dark = matchMedia("(prefers-color-scheme:dark)");
  const isDark = () => (html.dataset.theme ? html.dataset.theme === "dark" : dark.matches);
  const palette = one(".palette"), slash = one(".slash");
  const paint = () => {
    palette.setAttribute("aria-pressed", isDark());
    if (slash) slash.control.checked = !html.dataset.slash;
  };
  // Where nothing may be stored, it holds for this page.
  const follow = () => {
    try { for (const name of ["theme", "slash"]) html.dataset[name] = localStorage.getItem("@slug@-" + name) || ""; } catch {}
    paint();
  };
  const set = (name, value) => {
    html.dataset[name] = value;
    try { localStorage.setItem("@slug@-" + name, value); } catch {}
    paint();
  };
  palette.hidden = false;
  palette.addEventListener("click", () => set("theme", isDark() ? "light" : "dark"));
  slash?.addEventListener("change", () => set("slash", slash.control.checked ? "" : "off"));
  dark.addEventListener("change", paint);
  addEventListener("storage", follow);
  addEventListener("pageshow", follow);
  follow();

  // Language: the same place on the twin page, which has the same ids; an older name of a heading stands within it.
  const keepAnchor = () => {
    const link = one("a.language");
    if (location.hash || link.hash) link.hash = document.getElementById(location.hash.slice(1))?.closest(":not(span)").id || "";
  };
  addEventListener("hashchange", keepAnchor);
  keepAnchor();

  // Copy a citation, and say so.
  const live = document.body.appendChild(make("p", { class: "live", "aria-live": "polite" }));
  for (const button of document.querySelectorAll("button.copy")) {
    // At an insecure address the text can still be selected.
    if (!navigator.clipboard) break;
    const label = button.firstChild, name = label.data;
    // Which statement it copies, by ear: as the link to a file before it says.
    button.append(button.previousElementSibling.lastChild.cloneNode(true));
    button.hidden = false;
    button.addEventListener("click", async () => {
      const day = new Date().toLocaleDateString(...(html.lang === "en" ? ["en-GB", { dateStyle: "long" }] : ["vi"]));
      const copying = navigator.clipboard.writeText(button.closest("p").previousElementSibling.textContent + " " + words.accessed + " " + day + ".");
      live.textContent = label.data = await copying.then(() => words.copied, () => words.failed);
      setTimeout(() => { label.data = name; live.textContent = ""; }, 2500);
    });
  }

  // Search. Pagefind folds tone and letter marks but not đ: `dang` is asked as `đang` too, and the answers are merged.
  let engine;
  // A page of a folder may load no module: there, search says that it cannot run.
  const load = () => (engine ||= location.protocol === "file:" ? Promise.reject() : import(new URL("pagefind/pagefind.js", root).href).then(async (pagefind) => {
    await pagefind.options({ baseUrl: root.pathname });
    return pagefind;
  }));
  const spellings = (query) => query.split(/\s+/).reduce(
    (found, token) => found.flatMap((before) => {
      const twin = /^[\x20-\x7e]+$/.test(token) ? token.replace(/d/gi, "đ") : token;
      return (twin === token ? [token] : [token, twin]).map((word) => (before + " " + word).trim());
    }).slice(0, 8), [""]);
  const ask = async (query) => {
    const pagefind = await load();
    const best = new Map();
    for (const answer of await Promise.all(spellings(query).map((words) => pagefind.search(words)))) {
      for (const result of answer.results) {
        if (!(best.get(result.id)?.score >= result.score)) best.set(result.id, result);
      }
    }
    const ordered = [...best.values()].sort((a, b) => b.score - a.score);
    const first = await Promise.all(ordered.slice(0, 40).map(async (result) => ({ page: await result.data(), score: result.score })));
    const fit = first.filter(({ page }) => holds(page, query));
    for (const found of fit) found.score *= weight(found.page, query.toLowerCase());
    return {
      total: fit.length && ordered.length - first.length + fit.length,
      pages: fit.sort((a, b) => b.score - a.score).slice(0, 20).map(({ page }) => page),
    };
  };
  const folded = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d");
  const tokens = (text) => folded(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  // Where a word is nowhere, Pagefind shortens it until something is found: a page counts only if it has every word's beginning.
  const holds = (page, query) => {
    const has = tokens(page.content);
    // Its index knows English endings.
    const stem = (token) => (html.lang === "en" ? token.slice(0, Math.max(4, token.length * 0.6)) : token);
    return tokens(query).every((token) => has.some((word) => word.startsWith(stem(token))));
  };
  // An id's own page first, then titles that say it, with the marks as typed; sources after what rests on them.
  const weight = ({ meta, content }, query) => {
    const id = meta.id || "";
    if (id && (query + "-").startsWith(id + "-")) return 1000;
    const typed = folded(query) === query ? folded : (text) => text.toLowerCase();
    return (typed(meta.title).includes(query) ? 6 : 1) * (typed(content).includes(query) ? 1 : 0.3) * (!id ? 1 : id.startsWith("n-") ? 0.4 : 1.5);
  };
  const marked = (excerpt) => excerpt.split(/<\/?mark>/).map((part, index) => {
    // Pagefind escapes these two alone.
    const text = part.replace(/&lt;/g, "<").replace(/&gt;/g, ">");
    return index % 2 ? make("mark", {}, text) : text;
  });

  // Keys within a composition are the input method's: Vietnamese is typed so. The last one comes after its end in some browsers.
  const composing = (event) => event.isComposing || event.keyCode === 229;

  // The search field with its results: in a dialog, or in the search page.
  const mount = (place) => {
    const said = make("p", { class: "search-said", role: "status" });
    const list = make("div", { id: "search-list", role: "listbox", "aria-label": words.results, hidden: "" });
    const field = make("input", {
      type: "search", role: "combobox", "aria-label": words.label, "aria-controls": "search-list", "aria-expanded": "false",
      "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false", placeholder: words.label,
    });
    const row = make("div", { class: "search-row" }, field);
    let chosen = -1, turn = 0, timer;
    const choose = (index) => {
      const options = list.children;
      if (!options.length) return;
      options[chosen]?.setAttribute("aria-selected", "false");
      chosen = (index + options.length) % options.length;
      options[chosen].setAttribute("aria-selected", "true");
      options[chosen].scrollIntoView({ block: "nearest" });
      field.setAttribute("aria-activedescendant", options[chosen].id);
    };
    const show = (pages, message) => {
      chosen = -1;
      field.removeAttribute("aria-activedescendant");
      list.replaceChildren(...pages.map((page, index) => make(
        "a", { role: "option", "aria-selected": "false", id: "search-" + index, href: page.url },
        make("b", {}, page.meta.title || page.url), make("span", {}, ...marked(page.excerpt)))));
      list.hidden = !pages.length;
      field.setAttribute("aria-expanded", !list.hidden);
      said.textContent = message;
    };
    const run = async () => {
      const query = field.value.normalize("NFC").trim();
      const mine = ++turn;
      if (!query) return show([], "");
      said.textContent = words.wait;
      try {
        const { total, pages } = await ask(query);
        if (mine === turn) show(pages, total ? total + " " + (total === 1 ? words.one : words.many) : words.none + " “" + query + "”");
      } catch {
        if (mine === turn) show([], words.missing);
      }
    };
    field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(run, 150); });
    // Escape closes the dialog here: else a search field's first one only empties it.
    field.addEventListener("keydown", (event) => {
      if (composing(event)) return;
      if (event.key === "ArrowDown") choose(chosen + 1);
      else if (event.key === "ArrowUp") choose(Math.max(chosen, 0) - 1);
      else if (event.key === "Enter" && list.children.length) list.children[Math.max(chosen, 0)].click();
      else if (event.key === "Escape" && place.close) place.close();
      else return;
      event.preventDefault();
    });
    place.append(row, said, list);
    load().catch(() => {
      if (place.close) said.textContent = words.missing;
      // The page itself says where else to look.
      else { html.classList.remove("js"); place.hidden = true; }
    });
    return { field, row, run };
  };

  const page = one("[data-search-page]");
  const inPage = page && mount(page);
  if (inPage) {
    inPage.field.value = new URLSearchParams(location.search).get("q") || "";
    inPage.run();
  }
  let box;
  const open = () => {
    if (inPage) return inPage.field.focus();
    if (!box) {
      box = document.body.appendChild(make("dialog", { class: "search-box", "aria-label": words.label }));
      const close = make("button", { type: "button" }, words.close);
      mount(box).row.append(close);
      // A click beside the dialog is one on its backdrop.
      box.addEventListener("click", (event) => { if ([box, close].includes(event.target)) box.close(); });
    }
    if (!box.open) box.showModal();
    box.querySelector("input").focus();
  };
  one("a.search-open").addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || html.dataset.slash || composing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input:not([type=checkbox]), select, textarea") || event.target.isContentEditable) return;
    event.preventDefault();
    open();
  });
})();
