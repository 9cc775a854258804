// What the search shows, and its keys: one list of plain links, in a dialog or in the search page. It asks nobody, and runs from a folder.
(() => {
  "use strict";
  const { at, words, take, plain, find } = self.archiveSearch;
  const html = document.documentElement, root = new URL(html.dataset.root, location.href);

  let make;
  const bold = (held, keys, from = 0, to = held.text.length) => {
    const parts = [];
    let last = from;
    for (const one of held.words.filter((each) => keys.has(each.key) && each.start >= from && each.end <= to).sort((a, b) => a.start - b.start || b.end - a.end)) {
      if (one.start < last) continue;
      parts.push(held.text.slice(last, one.start), make("mark", {}, held.text.slice(one.start, one.end)));
      last = one.end;
    }
    return [...parts, held.text.slice(last, to)];
  };
  const count = (held, keys) => new Set(held?.words.map((one) => one.key).filter((key) => keys.has(key))).size;
  const ROOM = 160;
  // Of a long text the part in which most of the words stand.
  const excerpt = (held, keys) => {
    const hits = held.words.filter((one) => keys.has(one.key));
    const many = (first) => new Set(hits.filter((one) => one.start >= first.start && one.end < first.start + ROOM).map((one) => one.key)).size;
    const first = hits.reduce((best, one) => (many(one) > many(best) ? one : best), hits[0]);
    const from = first.start < 60 ? 0 : held.text.lastIndexOf(" ", first.start - 40) + 1;
    const to = held.text.length < from + ROOM + 40 ? held.text.length : held.text.indexOf(" ", from + ROOM) + 1 || held.text.length;
    return [from ? "… " : "", ...bold(held, keys, from, to), to < held.text.length ? "…" : ""];
  };
  const address = (url) => {
    const whole = new URL((at ? "en/" : "") + url, root);
    // A folder of files has no host that would show its page.
    if (whole.protocol === "file:") whole.pathname = whole.pathname.replace(/\/$/, "/index.html");
    return whole.href;
  };
  const shown = ({ thing, keys }) => {
    const of = (weight, tongue) => thing.fields.find((held) => held.weight === weight && held.tongue === tongue);
    const head = thing.status ? 5 : 10, other = of(head, 1 - at), main = of(head, at) || other;
    const lines = [make("b", {}, ...bold(main, keys))];
    if (other && count(other, keys) > count(main, keys)) lines.push(make("span", { lang: at ? "vi" : "en" }, ...bold(other, keys)));
    // Its summary; where something else of it says more of what was asked, that: a name, its page's title, a piece of its prose.
    const summary = of(3, at), others = thing.fields.filter((held) => held !== main && held.text !== thing.id && (held.tongue ?? at) === at);
    const most = others.reduce((most, held) => (count(held, keys) > count(most, keys) ? held : most), summary);
    const told = count(most, keys) > count(main, keys) ? most : summary;
    const kind = thing.label || "", text = !told ? [] : told === summary ? bold(told, keys) : excerpt(told, keys);
    if (kind || told) lines.push(make("span", {}, kind, kind && told ? " · " : "", ...text));
    if (thing.status) {
      const [look, name] = thing.status;
      lines.push(make("span", {}, make("span", { class: "chip chip--" + look }, name), " " + thing.id));
    }
    return lines;
  };

  const MOST = 30;
  // What no title or sentence has together in the words of its own language may stand in the other's, or far down.
  const enough = (hits) => hits.filter((one) => !one.near && one.thing.kind !== "source").some((one) => one.own || one.thing.status);
  // Given the place with the field in it, the line that says how many there are, and what the site's script has at hand.
  Object.assign(self.archiveSearch, { mount(place, field, status, { composing, load, wait, ...own }) {
    make = own.make;
    const list = make("div", { id: "search-list", role: "listbox", "aria-label": words.results, hidden: "" });
    const rest = make("button", { type: "button", hidden: "" }, words.all);
    place.append(list, rest);
    const options = () => list.querySelectorAll("a");
    let chosen = -1, stage = 0, most = MOST, half, lost, timer, answered;
    const choose = (index) => {
      const all = options();
      if (!all.length) return;
      all[chosen]?.setAttribute("aria-selected", "false");
      chosen = (index + all.length) % all.length;
      all[chosen].setAttribute("aria-selected", "true");
      all[chosen].scrollIntoView({ block: "nearest" });
      field.setAttribute("aria-activedescendant", all[chosen].id);
    };
    // The address says what was asked, so that Back, a new load and whoever is sent it have it.
    const keep = (query) => {
      const here = new URL(location.href);
      if (query) here.searchParams.set("q", query);
      else here.searchParams.delete("q");
      if (query && place.close && !place.open) return;
      // In the page of its own the other language is asked the same.
      const other = document.querySelector("a.language");
      if (!place.close && other.search !== here.search) other.search = here.search;
      try { if (here.href !== location.href) history.replaceState(history.state, "", here); } catch {}
    };
    const answer = () => {
      clearTimeout(timer);
      if (!stage) return;
      const query = plain(field.value), hits = find(query), { length } = hits, done = stage > 3 || (stage > 1 && most === MOST && (!query || enough(hits)));
      // What was chosen of the same answer stays so when the prose comes in behind.
      const was = query === answered && options()[chosen]?.href;
      chosen = -1;
      answered = query;
      field.removeAttribute("aria-activedescendant");
      let number = 0;
      const option = (hit) => make("a", { role: "option", "aria-selected": "false", id: "search-" + number++, href: address(hit.thing.url) }, ...shown(hit));
      const first = hits.slice(0, most), sure = first.filter((hit) => !hit.near), close = first.filter((hit) => hit.near);
      list.replaceChildren(...sure.map(option));
      if (close.length) list.append(make("div", { role: "group", "aria-labelledby": "search-close" }, make("p", { id: "search-close", class: "table-note", role: "presentation" }, words.close_to), ...close.map(option)));
      list.hidden = !length;
      rest.hidden = length <= most && (stage > 3 || !done || !length);
      field.setAttribute("aria-expanded", !list.hidden);
      // Not all was read while the first ones are enough: how many there are is told to whoever asks for all of them.
      const told = (length > most ? words.over + MOST : length) + " " + (length === 1 ? words.one : words.many);
      const none = done ? [words.none.replace("{q}", () => query), make("a", { href: address("tra-cuu/") }, words.lookup)] : [wait];
      status.replaceChildren(...(!query ? [] : length ? [told] : none), query && lost ? ". " + words.partly : "");
      options().forEach((one, index) => { if (one.href === was) choose(index); });
      if (!half) keep(query);
      list.toggleAttribute("data-whole", done);
      if (field.waiting && (done || sure.length)) follow();
      // The rest is asked for once, where it is needed.
      if (stage === 2 && !done) { stage++; read(html.lang + "-rest", at ? "vi" : "en"); }
    };
    const follow = () => {
      const one = options()[Math.max(chosen, 0)];
      if (!one) return;
      field.waiting = false;
      one.click();
    };
    // While an input method composes, its letters are searched for; the address waits until they are the reader's.
    rest.addEventListener("click", () => { most = Infinity; answer(); field.focus(); });
    field.addEventListener("input", (event) => { most = MOST; half = event.isComposing; field.waiting = false; clearTimeout(timer); timer = setTimeout(answer, 60); });
    field.addEventListener("compositionend", () => { half = false; answer(); });
    field.addEventListener("keydown", (event) => {
      if (composing(event)) return;
      const key = { ArrowDown: 1, ArrowUp: -1, Enter: 0 }[event.key];
      if (key === undefined) return;
      event.preventDefault();
      // A key is for what stands in the field, not for the answer before.
      field.waiting = !key;
      if (answered !== plain(field.value)) answer();
      else if (!key) follow();
      if (key) choose(Math.max(chosen, key < 0 ? 0 : -1) + key);
    });
    field.addEventListener("focus", () => keep(answered));
    place.addEventListener("close", () => { clearTimeout(timer); keep(""); });
    // Prose comes behind: what it holds comes after what has its own title or sentence.
    const read = (...names) => Promise.all(names.map((name) => load("search/" + name + ".js"))).then(() => take(self.archiveIndex, self.archiveProse))
      .catch(() => { lost = true; }).then(() => { stage++; answer(); });
    read().then(() => read(html.lang + "-prose"));
  } });
})();
