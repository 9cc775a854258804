// What the search finds: statements and pages, in the words of both languages. Marks that were typed are held, and what they rule out is
// never found; what is found by letters alone, by undoing keys, by a slip or with a word missing is close to what was asked.
(() => {
  "use strict";
  const { at, alikes, each, bare, word, marked, either, read } = self.archiveSearch;

  // --- The index: each thing found has fields of text; each word knows the things that hold it.
  const vocabulary = new Map(), places = new Map();
  const unread = [], field = (...one) => unread.push(one);
  // In turns: a page that reads a large index still answers its reader.
  const readAll = async () => {
    for (const [turn, [thing, text, weight, tongue]] of unread.splice(0).entries()) {
      if (turn % 300 > 298) await new Promise(setTimeout);
      // What is taken again, and the names that both languages have, is there already.
      if (!text || thing.fields.some((held) => held.text === text && held.tongue === tongue)) continue;
      const held = { text, weight, tongue, words: read(text), length: 0 };
      for (const one of held.words) {
        if (!vocabulary.has(one.key)) vocabulary.set(one.key, { ...one, things: new Set() });
        vocabulary.get(one.key).things.add(thing);
        held.length = Math.max(held.length, one.to + 1);
      }
      thing.fields.push(held);
    }
  };
  let abbreviations = [];
  // What all of the archive is about narrows nothing.
  const UNDERSTOOD = new Set();
  // The index of one language; the other's adds its words to what is there.
  const take = ({ tongue, statuses, kinds, pages, statements, short, weak }, prose = []) => {
    const add = (own, ...texts) => {
      if (!places.has(own.url)) places.set(own.url, { ...own, fields: [] });
      for (const one of texts) field(places.get(own.url), ...one);
    };
    for (const one of weak) UNDERSTOOD.add(word(one).bare);
    for (const [url, id, kind, title, summary, ...names] of pages) {
      add({ url, id, kind, label: kinds[kind] }, [title, 10, tongue], [summary, 3, tongue], [id, 2], ...names.map((name) => [name, 10]));
    }
    for (const [id, status, page, gone, core, sentence, ...merged] of statements) {
      add({ url: "id/" + id + "/", id, merged, core, status: statuses[status], gone }, [sentence, 5, tongue], [pages[page][3], 1], [id, 2]);
    }
    abbreviations = [...short, ...alikes].map((each) => each.map((text) => read(text).filter((one) => !one.fact)));
    // By address: during a publication two files may be of two builds, and a page may be in one alone. A source's headline is among its prose.
    for (const [url, ...pieces] of prose) {
      const one = places.get(url);
      if (one) pieces.forEach((text) => field(one, text, one.kind === "source" ? 4 : 1.5, at));
    }
    return readAll();
  };

  // --- A query as typed, and as else it may be meant.
  const plain = (query) => query.normalize("NFKC").replace(/.*\bid\/([^/]+).*/, "$1").replace(/\s+/g, " ").trim().slice(0, LONGEST);
  const LONGEST = 150, MOST_WAYS = 8, MOST_WORDS = 12;
  const said = (one) => one.letters.normalize("NFD") === one.bare && !one.tone ? one.bare : one.key.normalize("NFD");
  const alike = (phrase) => phrase.split(" ").map((one) => said(word(one))).join(" ");
  const ASKING = ["questions", "amounts", "times"].flatMap(each);
  const IGNORE_TYPED = new Set(ASKING.map(alike)), IGNORE_BARE = new Set(ASKING.map(bare));
  const WEAK_TYPED = new Set([...each("weak"), ...each("weak_unmarked"), ...each("weak_unmarked").map(bare)].map(alike));
  // Whoever asks how many wants a figure, and whoever asks when a day.
  const WANTED = [["amounts", /^=\d+$/], ["times", /^=\d+-\d/]].map(([key, fact]) => [new RegExp("(?<!\\p{L})" + either(each(key)) + "(?!\\p{L})", "iu"), fact]);
  const ask = (list) => {
    // Question words go, the longest first; typed without marks they are known by their letters where that is sure.
    const kept = [];
    for (let index = 0; index < list.length; index++) {
      let gone = 0;
      for (const size of [3, 2, 1]) {
        const some = list.slice(index, index + size);
        if (some.length < size) continue;
        const typed = some.some(marked) ? (one) => IGNORE_TYPED.has(one) : (one) => IGNORE_TYPED.has(one) || (size > 1 && IGNORE_BARE.has(one));
        if (typed(some.map(said).join(" "))) { gone = size; break; }
      }
      if (gone) index += gone - 1;
      else kept.push(list[index]);
    }
    return kept.length ? kept : list;
  };
  // Each list of words that the query may stand for: with a figure or day as one, with an abbreviation in full, or the reverse.
  const variants = (query) => {
    const all = read(query), own = all.filter((one) => !one.fact);
    const found = [own];
    for (const fact of all.filter((one) => one.fact)) {
      if (all.some((one) => one.fact && one.start === fact.start && one.fact.length > fact.fact.length)) continue;
      if (found.length < MOST_WAYS) for (const list of [...found]) found.push(replaced(list, (one) => one.at >= fact.at && one.to <= fact.to, [fact]));
    }
    for (const forms of abbreviations) {
      for (const from of forms) {
        for (const list of found.length < MOST_WAYS ? [...found] : []) {
          const start = list.findIndex((_, index) => from.every((one, k) => same(list[index + k], one)));
          if (start < 0) continue;
          for (const to of forms) if (to !== from && !(to.length < 2 && WEAK_TYPED.has(said(to[0])))) found.push([...list.slice(0, start), ...to, ...list.slice(start + from.length)]);
        }
      }
    }
    return found;
  };
  const same = (one, two) => one && (one.key === two.key || (!marked(one) && one.bare === two.bare && one.bare.length > 2));
  const replaced = (list, inside, by) => {
    const first = list.findIndex(inside);
    return first < 0 ? list : [...list.slice(0, first), ...by, ...list.slice(first).filter((one) => !inside(one))];
  };

  // Which words of the index one of the query's means: 2 as typed, a little less where it only begins so, 1 by its letters alone, 0 with a slip.
  const BEGUN = 1.8;
  // What a slip may be: a letter of a word longer than this, or a tone alone where the words stand together.
  const LETTER = 4, TONES = 1;
  const lookup = (one, last, slip) => {
    const found = new Map(), held = marked(one), exact = one.fact || /^\d/.test(one.letters);
    for (const other of vocabulary.values()) {
      const more = last && one.letters.length > 1 && other.bare.length > one.bare.length;
      const level = other.key === one.key ? 2
        : exact || other.fact || !other.bare ? -1
        : one.stem && one.stem === other.stem ? 2
        : more && other.letters.startsWith(one.letters) && (!one.tone || one.tone === other.tone) ? BEGUN
        : !held && (other.bare === one.bare || (more && other.bare.startsWith(one.bare))) ? 1
        // A wrong tone is a slip; another vowel is another word. Of a short word a letter may lack, and none be wrong.
        : slip && (one.letters + other.letters).length > 2 * (other.letters === one.letters ? slip : 4) && (other.bare !== one.bare || other.letters === one.letters) && near(held ? one.key : one.bare, held ? other.key : other.bare) ? 0 : -1;
      if (level >= 0) found.set(other.key, level);
    }
    // Where the word itself is there, it is finished.
    if ([...found.values()].includes(2)) for (const [key, level] of found) if (level === BEGUN) found.delete(key);
    return found;
  };
  // Whether two words differ by one letter: wrong, missing, added, or two that changed places.
  const near = (a, b) => {
    if (Math.abs(a.length - b.length) > 1) return false;
    let start = 0, enda = a.length, endb = b.length;
    while (start < enda && a[start] === b[start]) start++;
    while (enda > start && endb > start && a[enda - 1] === b[endb - 1]) { enda--; endb--; }
    const one = a.slice(start, enda), two = b.slice(start, endb);
    return one.length + two.length < 2 || (one.length === 1 && two.length === 1) || (one.length === 2 && two === one[1] + one[0]);
  };

  // A question puts its words otherwise than its answer does: that they stand together says less.
  let asking;
  // How well a field holds the terms: together and in order, or near each other; `level` 2 where all are as typed.
  const fits = (held, terms) => {
    const places = terms.map((term) => held.words.filter((one) => term.found.has(one.key)));
    if (places.some((list) => !list.length)) return;
    const level = Math.min(...places.map((list, index) => Math.max(...list.map((one) => terms[index].found.get(one.key)))));
    const size = terms.reduce((sum, _, index) => sum + places[index][0].to - places[index][0].at + 1, 0);
    let together = false, span = held.length + 1, exact = false, ahead = false;
    for (const first of places[0]) {
      let here = first, row = true, start = first.at, end = first.to, typed = terms[0].found.get(first.key) >= BEGUN;
      for (let index = 1; index < terms.length; index++) {
        const next = places[index].find((one) => one.at === here.to + 1);
        const best = next || places[index].reduce((a, b) => (Math.abs(b.at - here.to) < Math.abs(a.at - here.to) ? b : a));
        row = row && !!next;
        typed = typed && terms[index].found.get(best.key) >= BEGUN;
        start = Math.min(start, best.at); end = Math.max(end, best.to);
        here = best;
      }
      if (row) { exact = exact || typed; together = true; ahead = ahead || !first.at; }
      span = Math.min(span, end - start + 1);
    }
    const cover = Math.min(1, size / held.length);
    return { together, exact, level, score: held.weight * (level === BEGUN ? 0.85 : 1) * (together ? ((asking ? 1.5 : exact || level < 2 ? 3 : 2.5) + 3 * cover) * (ahead && held.weight > 9 ? 1.3 : 1) : 1 + size / Math.max(span, size) + cover) };
  };
  const KIND = { context: 0.95, campaign: 1.25, person: 1.25, organization: 1.2, document: 1.2, term: 1.1, agreement: 1.25, source: 0.35, home: 0.9, page: 1.1 };
  const judge = (thing, terms) => {
    const bareAll = !terms.some(({ one }) => marked(one));
    let best = { score: 0, level: 0 };
    for (const held of thing.fields) {
      const fit = fits(held, terms);
      if (fit) {
        // Typed without any mark, a name or sentence that has the words together is what was meant; elsewhere it may be chance.
        if (fit.together && bareAll && held.weight >= 5) fit.level = 2;
        const score = fit.score * (held.tongue === undefined || held.tongue === at ? 1 : 0.9);
        if (score > best.score) best = { ...fit, score, own: fit.together && held.tongue === at && held.weight > 4 };
      }
    }
    // Its words here and there: each where it says most.
    const spread = terms.reduce((sum, term) => sum + Math.max(...thing.fields.map((held) => held.words.some((one) => term.found.has(one.key)) && held.weight)), 0) / terms.length / 1.3;
    const level = Math.min(...terms.map((term) => Math.max(...thing.fields.flatMap((held) => held.words.map((one) => term.found.get(one.key) ?? -1)))));
    return { ...best, score: Math.max(best.score, spread) * (KIND[thing.kind] || (thing.core ? 1.15 : 1)), level: Math.max(level, best.level) };
  };

  // Every thing that holds all the terms of a list, with its score; words that say little need not be there.
  const search = (list, question, unfinished, slip, missing) => {
    asking = question;
    const once = [...new Map(list.map((one) => [one.key, one])).values()].slice(0, MOST_WORDS);
    const terms = once.map((one, index) => ({ one, found: lookup(one, unfinished && index === once.length - 1, slip) }));
    const strong = terms.filter(({ one }) => !WEAK_TYPED.has(said(one)));
    const own = strong.filter(({ one }) => !UNDERSTOOD.has(one.bare));
    const needed = own.length > 1 ? own : strong.length ? strong : terms;
    const holders = needed.map((term) => { const all = new Set(); for (const key of term.found.keys()) for (const thing of vocabulary.get(key).things) all.add(thing); return all; });
    const found = new Map();
    // A word that its marks rule out is not one that may be missing.
    const ruledOut = ({ one, found: met }) => marked(one) && ![...met.values()].some(Boolean) && [...vocabulary.values()].some((other) => other.bare === one.bare);
    if (missing(MOST_WORDS) && needed.some(ruledOut)) return found;
    for (const thing of new Set(holders.flatMap((set) => [...set]))) {
      const held = needed.filter((_, index) => holders[index].has(thing));
      if (held.length < needed.length - missing(list.length)) continue;
      const judged = judge(thing, held);
      if (terms.length > needed.length && held.length === needed.length) {
        const whole = judge(thing, terms);
        if (whole.level >= 0 && whole.score > judged.score) Object.assign(judged, whole);
      }
      if (slip === TONES && !(judged.together && held.length > 1)) continue;
      if (held.length < needed.length) { judged.level = 0; judged.score *= (held.length / needed.length) ** 3; }
      found.set(thing, { ...judged, keys: new Set([...held, ...terms].flatMap((term) => [...term.found.keys()])) });
    }
    return found;
  };

  // Keys of an input method that was off: TELEX and VNI, tone last or where the vowel is.
  const undone = (chunk) => {
    const typed = chunk.toLowerCase();
    if (!/^[a-z]+[a-z1-9]*$/.test(typed)) return chunk;
    let tone = "";
    const tones = { s: "\u0301", f: "\u0300", r: "\u0309", x: "\u0303", j: "\u0323", 1: "\u0301", 2: "\u0300", 3: "\u0309", 4: "\u0303", 5: "\u0323" };
    const text = typed.replace(/(?<=[aeiouy][a-z6-9]*)([sfrxj1-5])(?=[a-z6-9]*$)/, (_, key) => { tone = tones[key]; return ""; })
      .replace(/([aeo])([^aeiouy\d]*)(?:\1|6)/, (_, vowel, rest) => ({ a: "â", e: "ê", o: "ô" })[vowel] + rest)
      .replace(/u[w7]o[w7]?|uo[w7]/, "ươ").replace(/uo([a-z]*)[w7]/, "ươ$1").replace(/([aou])([^aeiou\d]*)[w78]/, (_, vowel, rest) => ({ a: "ă", o: "ơ", u: "ư" })[vowel] + rest).replace(/w/, "ư");
    // A d that was doubled is đ, or the finger rested on it.
    const meant = [text.replace(/^d(.*?)[d9]/, "đ$1"), text.replace(/^dd/, "d")].map((one) => (one + tone).normalize("NFC"));
    return meant.find((one) => !/\d/.test(one) && known(one)) || chunk;
  };
  const known = (text) => read(text).every((one) => vocabulary.has(one.key));

  const number = (text) => text.toLowerCase().match(/[a-z]+|\d+/g)?.map((part) => part.replace(/^0+(?=\d)/, "")).join(" ") || "";
  const find = (typed) => {
    // A last word of one letter has only begun.
    const query = plain(typed).replace(/(?<=\S)\s\p{L}$/u, ""), unfinished = /[\p{L}\p{M}]$/u.test(query);
    if (!query) return [];
    const found = new Map();
    const add = (list, level) => {
      for (const [thing, one] of list) {
        const now = { ...one, level: Math.min(one.level, level) }, before = found.get(thing);
        const better = !before || now.level > before.level || (now.level === before.level && now.score > before.score);
        found.set(thing, { ...(better ? now : before), keys: new Set([...now.keys, ...(before?.keys || [])]) });
      }
    };
    const id = /^[\p{L}\d\s-]+$/u.test(query) ? number(query) : "";
    for (const thing of id ? places.values() : []) {
      const hit = [thing.id, ...(thing.merged || [])].filter(Boolean).map(number).find((one) => one === id || (/\d/.test(id) && one.startsWith(id + " ")));
      if (hit) found.set(thing, { score: 1000 / hit.length, level: 2, own: 1, keys: new Set() });
    }
    const run = (text, slip, missing, level) => {
      const dated = read(text).some((one) => one.fact && /^=\d+-\d/.test(one.fact));
      // A day that was typed is that day; its figures apart are only close to it.
      // A page may be called as the question is.
      for (const list of variants(text)) for (const asked of [list, ask(list)].slice(!!slip)) add(search(asked, asked.length < list.length, unfinished, slip, missing), dated && !list.some((one) => one.fact) ? Math.min(level, 1) : level);
    };
    run(query, 0, () => 0, 2);
    const chunks = query.split(/\s+/).map(undone).join(" ");
    // A digit within a word is a key of VNI; at its end it is rather an id's or a year's.
    if (chunks !== query && /[a-z]\d[a-z]/i.test(query)) run(chunks, 0, () => 0, 2);
    if (!found.size && chunks !== query) run(chunks, 0, () => 0, 1);
    for (const slip of [LETTER, TONES]) if (!found.size) run(query, slip, () => 0, 1);
    if (!found.size) run(query, LETTER, (size) => Math.floor(size / 3), 1);
    for (const [asked, fact] of WANTED) {
      if (asked.test(query)) for (const [thing, one] of found) one.score *= thing.status && thing.fields.some((held) => held.weight === 5 && held.words.some((word) => fact.test(word.key))) ? 2 : 1;
    }
    return [...found].map(([thing, one]) => ({ thing, ...one, near: one.level < BEGUN }))
      .sort((a, b) => a.near - b.near || (a.thing.gone || 0) - (b.thing.gone || 0) || b.score - a.score);
  };

  Object.assign(self.archiveSearch, { take, plain, find });
})();
