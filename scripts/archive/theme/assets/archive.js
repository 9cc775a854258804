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

  // Keys within a composition are the input method's: Vietnamese is typed so. The last one comes after its end in some browsers.
  const composing = (event) => event.isComposing || event.keyCode === 229;

  // Search: its script and index are loaded when it is first opened, in a dialog, or in the search page, and from a folder too.
  const load = (name) => new Promise((done, failed) => {
    const script = make("script", { src: new URL(name, root).href });
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });
  const page = one("[data-search-page]");
  let box, field, ime, again;
  const mount = (place, ...beside) => {
    const said = make("p", { class: "search-said", role: "status" });
    field = make("input", {
      type: "search", role: "combobox", "aria-label": words.label, "aria-controls": "search-list", "aria-expanded": "false",
      "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false", placeholder: words.label,
    });
    field.value = new URLSearchParams(location.search).get("q") || "";
    place.append(make("div", { class: "search-row" }, field, ...beside), said);
    // Escape closes the dialog here: else a search field's first one only empties it, be it an input method's. An Enter before there is an answer waits for it.
    field.addEventListener("keydown", (event) => {
      ime = composing(event);
      if (event.key === "Escape" && (ime || place.close)) ime || place.close();
      else if (event.key === "Enter" && !ime) field.waiting = true;
      else return;
      event.preventDefault();
    });
    // An Enter is for what stood there, and for as long as it is open.
    for (const [on, name] of [[field, "input"], [place, "close"]]) on.addEventListener(name, () => { field.waiting = false; });
    const begin = () => {
      again = null;
      said.textContent = words.wait;
      load("search/" + html.lang + ".js").then(() => load("@search@")).then(() => self.archiveSearch.mount(place, field, said, { composing, make, load, wait: words.wait })).catch(() => {
        again = begin;
        if (place.close) said.textContent = words.missing;
        // The page itself says where else to look.
        else { html.classList.remove("js"); place.hidden = true; }
      });
    };
    begin();
  };
  const open = () => {
    if (!field) {
      const close = make("button", { type: "button" }, words.close);
      box = document.body.appendChild(make("dialog", { class: "search-box", "aria-label": words.label }));
      mount(box, close);
      // Escape is the input method's within a composition.
      box.addEventListener("cancel", (event) => { if (ime) event.preventDefault(); });
      // A click beside the dialog is one on its backdrop.
      box.addEventListener("click", (event) => { if ([box, close].includes(event.target)) box.close(); });
    }
    if (box && !box.open) box.showModal();
    // What could not be loaded is asked for once more when it is opened again.
    again?.();
    field.focus();
  };
  if (page) mount(page);
  else if (new URLSearchParams(location.search).has("q")) open();
  one("a.search-open").addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  addEventListener("keydown", (event) => {
    const menu = one(".menu");
    if (event.key === "Escape" && menu.open && !box?.open) { menu.open = false; menu.firstChild.focus(); }
    if (event.key !== "/" || html.dataset.slash || composing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input:not([type=checkbox]), select, textarea") || event.target.isContentEditable) return;
    event.preventDefault();
    open();
  });
})();
