// Search: loaded with its index when it is first opened, also from a folder, and asks nobody. What is sought are statements and pages, in
// the words of both languages; marks that were typed are held, and what they rule out is never found.
(() => {
  "use strict";
  const html = document.documentElement, lang = html.lang, at = lang === "vi" ? 0 : 1;
  const words = @searching@[lang];
  const root = new URL(html.dataset.root, location.href);

  // --- Words. One has its letters, its tone apart (so hoà is hòa), and its bare letters; kí is ký, tỉ is tỷ.
  const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d");
  const met = new Map();
  const word = (text) => {
    if (!met.has(text)) met.set(text, taken(text));
    return met.get(text);
  };
  const taken = (text) => {
    const apart = text.toLowerCase().normalize("NFD"), tone = (apart.match(/[\u0300\u0301\u0303\u0309\u0323]/) || [""])[0];
    const letters = apart.replace(/[\u0300\u0301\u0303\u0309\u0323]/g, "").normalize("NFC").replace(/^(h|k|l|m|s|t|qu)i$/, "$1y");
    if (/\d/.test(text)) return { letters: text.replace(/^0+(?=\d)/, ""), tone: "", bare: "", stem: "" };
    return { letters, tone, bare: bare(letters), stem: tone ? "" : stem(letters) };
  };
  // English: one spelling for British and American, without the endings; no Vietnamese word is as long.
  const stem = (text) => {
    if (!/^[a-z]{4,}$/.test(text)) return "";
    const same = text.replace(/(is)(e[ds]?|er|ing|ation)(s?)$/, "iz$2$3").replace(/ys(e[ds]?|ing)$/, "yz$1").replace(/our/, "or")
      .replace(/mme(s?)$/, "m$1").replace(/tre(s?)$/, "ter$1").replace(/ence(s?)$/, "ense$1").replace(/ll?ful/, "lful").replace(/ll(ed|ing|er)/, "l$1");
    return same.replace(/(?:ation|ing|ed|e)?s?$/, "").replace(/i$/, "y").slice(0, 14) || same;
  };
  const marked = (one) => one.tone || one.letters !== one.bare;

  // --- Figures and days, in whatever form they are written: beside its words, each is one more word, `=51`, `=2018-10-01`, `=10-01`.
  const TENS = { vi: "mười|hai mươi|ba mươi|bốn mươi|năm mươi|sáu mươi|bảy mươi|tám mươi|chín mươi", en: "ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety" };
  const UNITS = { vi: "một|hai|ba|bốn|năm|sáu|bảy|tám|chín", en: "one|two|three|four|five|six|seven|eight|nine" };
  const counts = new Map("eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen".split("|").map((name, index) => [name, index + 11]));
  for (const tongue of ["vi", "en"]) {
    const tens = TENS[tongue].split("|"), units = UNITS[tongue].split("|");
    units.forEach((name, index) => counts.set(name, index + 1));
    tens.forEach((ten, by) => {
      counts.set(ten, 10 * by + 10);
      units.forEach((unit, index) => { if (by || tongue === "vi") for (const gap of [" ", "-"]) counts.set(ten + gap + unit, 10 * by + 11 + index); });
    });
  }
  for (const [name, number] of [...counts]) {
    if (/ (một|năm)$/.test(name)) counts.set(name.replace(/một$/, "mốt").replace(/năm$/, "lăm"), number);
  }
  for (const [name, number] of [...counts]) if (!counts.has(bare(name))) counts.set(bare(name), number);
  const many = { nghìn: 1e3, ngàn: 1e3, nghin: 1e3, ngan: 1e3, thousand: 1e3, triệu: 1e6, trieu: 1e6, million: 1e6, tỷ: 1e9, tỉ: 1e9, ty: 1e9, ti: 1e9, billion: 1e9, bn: 1e9 };
  const DIGITS = /\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?/g;
  const MONTHS = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
  const YEAR = "((?:19|20)\\d\\d)", DAY = "(\\d{1,2})(?:st|nd|rd|th)?", NAMED = "(" + MONTHS + ")\\.?";
  const IN = "(?:\\s*[/,-]?\\s*(?:n[ăa]m\\s+)?" + YEAR + ")?";
  // The pattern, and which of its groups is the day, the month and the year.
  const DAYS = [
    [YEAR + "-(\\d{1,2})-(\\d{1,2})", 3, 2, 1], ["(\\d{1,2})([/.-])(\\d{1,2})\\2" + YEAR, 1, 3, 4], ["(\\d{1,2})\\s+th[áa]ng\\s+(\\d{1,2})" + IN, 1, 2, 3],
    [DAY + "(?:\\s+of)?\\s+" + NAMED + "(?:,?\\s+" + YEAR + ")?", 1, 2, 3], [NAMED + "\\s+" + DAY + "(?:,?\\s+" + YEAR + ")?", 2, 1, 3],
    ["th[áa]ng\\s+(\\d{1,2})" + IN, 0, 1, 2], [NAMED + ",?\\s+(?:of\\s+)?" + YEAR, 0, 1, 2], ["(\\d{1,2})/" + YEAR, 0, 1, 2], ["(\\d{1,2})/(\\d{1,2})", 1, 2, 0],
  ].map(([pattern, ...groups]) => [new RegExp("(?<![\\p{L}\\p{N}/])(?:(?:ng[àa]y|on)\\s+)?" + pattern + "(?![\\p{L}\\p{N}/])", "gu"), groups]);
  const facts = (text, list) => {
    const found = [], low = text.toLowerCase();
    const free = (start, end) => !found.some((one) => start < one.end && one.start < end);
    const add = (start, end, says) => found.push({ start, end, says: [...new Set(says.filter(Boolean).map((one) => "=" + one))] });
    const some = /\d/.test(low);
    for (const [pattern, [d, m, y]] of some ? DAYS : []) {
      for (const match of low.matchAll(pattern)) {
        const end = match.index + match[0].length, month = /^\d/.test(match[m]) ? +match[m] : 1 + "jan feb mar apr may jun jul aug sep oct nov dec".split(" ").indexOf(match[m].slice(0, 3));
        const day = d ? +match[d] : 0, year = y ? match[y] : "";
        if (!free(match.index, end) || month < 1 || month > 12 || day > 31) continue;
        add(match.index, end, [year && day ? [year, month, day].join("-") : "", year ? year + "-" + month : "", day ? month + "-" + day : "", "m" + month]);
      }
    }
    const times = (end) => { const next = list.find((one) => one.start >= end); return next && next.start - end < 2 && many[low.slice(next.start, next.end)] ? next : null; };
    for (const match of some ? low.matchAll(DIGITS) : []) {
      const start = match.index, digits = start + match[0].length, by = times(digits), end = by ? by.end : digits;
      if (!free(start, end)) continue;
      add(start, end, [Math.round(+match[0].replace(/[.,\u00a0\u202f ](?=\d{3}(?!\d))/g, "").replace(",", ".") * (by ? many[low.slice(by.start, by.end)] : 1))]);
    }
    for (let index = 0; index < list.length; index++) {
      const [first, second] = [list[index], list[index + 1]];
      const last = second && counts.has(low.slice(first.start, second.end)) ? second : counts.has(low.slice(first.start, first.end)) ? first : null;
      const third = last === second && list[index + 2] && counts.has(low.slice(first.start, list[index + 2].end)) ? list[index + 2] : last;
      if (!third) continue;
      const name = low.slice(first.start, third.end), by = times(third.end), end = by ? by.end : third.end;
      // One word that counts only at times: năm is a year too, một an article.
      if (!free(first.start, end) || (!by && /^(?:m[oộ]t|n[aă]m|ba|b[oố]n|one)$/.test(name))) continue;
      add(first.start, end, [counts.get(name) * (by ? many[low.slice(by.start, by.end)] : 1)]);
      index = list.indexOf(by || third);
    }
    return found;
  };
  // The words of a text in order, each with its place among them (`at` to `to`) and in the text.
  const read = (text) => {
    const found = [];
    for (const { 0: typed, index } of text.matchAll(/[\p{L}\p{M}]+|\p{N}+/gu)) {
      const { letters, tone, bare, stem } = word(typed);
      found.push({ letters, tone, bare, stem, at: found.length, to: found.length, start: index, end: index + typed.length });
    }
    for (const { start, end, says } of facts(text, found.slice())) {
      const within = found.filter((one) => one.start >= start && one.end <= end && !one.fact);
      for (const fact of says) found.push({ letters: fact, tone: "", bare: fact, fact, at: within[0].at, to: within.at(-1).to, start, end });
    }
    return found;
  };

  // --- The index: each thing found has fields of text; each word knows the things that hold it.
  const things = [], vocabulary = new Map();
  const field = (thing, text, weight, tongue) => {
    if (!text) return;
    const held = { text, weight, tongue, words: [] };
    for (const one of read(text)) {
      const key = one.letters + one.tone;
      if (!vocabulary.has(key)) vocabulary.set(key, { ...one, key, things: new Set() });
      vocabulary.get(key).things.add(thing);
      held.words.push({ key, at: one.at, to: one.to, start: one.start, end: one.end });
    }
    held.length = held.words.reduce((most, one) => Math.max(most, one.to + 1), 0);
    thing.fields.push(held);
  };
  let abbreviations = [];
  const take = ({ statuses, pages, statements, short }) => {
    for (const [url, id, kind, titles, summaries, names] of pages) {
      const thing = { url, id, kind, titles, summaries, fields: [] };
      things.push(thing);
      titles.forEach((title, tongue) => field(thing, title, 10, tongue));
      names.forEach((name) => field(thing, name, 10));
      summaries.forEach((summary, tongue) => field(thing, summary, 3, tongue));
      if (id) field(thing, id, 2);
    }
    for (const [id, status, page, gone, ...sentences] of statements) {
      const thing = { url: "id/" + id + "/", id, kind: "statement", status: statuses[status], sentences, gone, fields: [] };
      things.push(thing);
      sentences.forEach((sentence, tongue) => field(thing, sentence, 5, tongue));
      pages[page][3].forEach((title) => field(thing, title, 1));
      field(thing, id, 2);
    }
    abbreviations = short.map((each) => each.map((text) => read(text).filter((one) => !one.fact)));
  };
  const takeProse = (texts) => texts.forEach(([page, ...pieces]) => pieces.forEach((text) => field(things[page], text, 1.5, at)));

  // --- A query as typed, and as else it may be meant.
  const plain = (query) => query.normalize("NFC").replace(/\s+/g, " ").trim().slice(0, LONGEST);
  const LONGEST = 150, MOST_WAYS = 8;
  const IGNORED = new Set(("ai gì nào mấy sao đâu bao_nhiêu bao_lâu bao_giờ khi_nào lúc_nào ở_đâu là_gì là_ai thế_nào như_thế_nào ra_sao vì_sao tại_sao có_phải "
    + "who whom whose what when where why how which how_many how_much how_long").split(" ").map((one) => one.replace(/_/g, " ")));
  const WEAK = new Set("là thì mà của những các có đã được bị cho về với và ở trong từ đến tại vào này đó the a an of in on at to for by with and from was were is are did do does be been have has over than more trên hơn s vnd đồng".split(" "));
  const said = (one) => one.letters.normalize("NFD") === one.bare && !one.tone ? one.bare : (one.letters + one.tone).normalize("NFD");
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
  const IGNORE_TYPED = new Set([...IGNORED].map((phrase) => phrase.split(" ").map((one) => said(word(one))).join(" ")));
  const IGNORE_BARE = new Set([...IGNORED].map(bare));
  const WEAK_TYPED = new Set([...WEAK].flatMap((one) => (/^(?:được|của|các)$/.test(one) ? [said(word(one)), bare(one)] : [said(word(one))])));
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
          for (const to of forms) if (to !== from) found.push([...list.slice(0, start), ...to, ...list.slice(start + from.length)]);
        }
      }
    }
    return found;
  };
  const same = (one, two) => one && (one.letters + one.tone === two.letters + two.tone || (!marked(one) && one.bare === two.bare && one.bare.length > 2));
  const replaced = (list, inside, by) => {
    const first = list.findIndex(inside);
    return first < 0 ? list : [...list.slice(0, first), ...by, ...list.slice(first).filter((one) => !inside(one))];
  };

  // Which words of the index one of the query's means: 2 as typed, 1 by its letters alone, 0 with a slip.
  const lookup = (one, last, slip) => {
    const found = new Map();
    const held = marked(one);
    for (const other of vocabulary.values()) {
      const whole = other.letters === one.letters && other.tone === one.tone;
      if (one.fact || /^\d/.test(one.letters)) {
        if (whole) found.set(other.key, 2);
        continue;
      }
      if (other.fact || !other.bare) continue;
      const begins = last && one.letters.length > 1;
      if (whole || (one.stem && one.stem === other.stem && !held) || (begins && other.letters.startsWith(one.letters) && (!one.tone || one.tone === other.tone) && other.letters !== one.letters)) found.set(other.key, 2);
      else if (!held && (other.bare === one.bare || (begins && one.bare.length > 1 && other.bare.startsWith(one.bare)))) found.set(other.key, 1);
      else if (slip && one.letters.length > 4 && other.letters.length > 3 && other.bare !== one.bare && near(held ? one.letters + one.tone : one.bare, held ? other.letters + other.tone : other.bare)) found.set(other.key, 0);
    }
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

  // How well a field holds the terms: together and in order, or near each other; `level` 2 where all are as typed.
  const fits = (held, terms) => {
    const places = terms.map((term) => held.words.filter((one) => term.found.has(one.key)));
    if (places.some((list) => !list.length)) return;
    const level = Math.min(...places.map((list, index) => Math.max(...list.map((one) => terms[index].found.get(one.key)))));
    const size = terms.reduce((sum, _, index) => sum + places[index][0].to - places[index][0].at + 1, 0);
    let together = false, span = held.length + 1, exact = false, ahead = false;
    for (const first of places[0]) {
      let here = first, row = true, start = first.at, end = first.to, typed = terms[0].found.get(first.key) === 2;
      for (let index = 1; index < terms.length; index++) {
        const next = places[index].find((one) => one.at === here.to + 1);
        const best = next || places[index].reduce((a, b) => (Math.abs(b.at - here.to) < Math.abs(a.at - here.to) ? b : a));
        row = row && !!next;
        typed = typed && terms[index].found.get(best.key) === 2;
        start = Math.min(start, best.at); end = Math.max(end, best.to);
        here = best;
      }
      if (row) { exact = exact || typed; together = true; ahead = ahead || !first.at; }
      span = Math.min(span, end - start + 1);
    }
    const cover = Math.min(1, size / held.length);
    return { together, exact, level, score: held.weight * (together ? ((exact || level < 2 ? 3 : 2.5) + 3 * cover) * (ahead && held.weight > 9 ? 1.3 : 1) : 1 + size / Math.max(span, size) + cover) };
  };
  const KIND = { campaign: 1.25, person: 1.25, organization: 1.2, document: 1.2, term: 1.3, agreement: 1.25, source: 0.35, home: 0.9, page: 1.1 };
  const judge = (thing, terms) => {
    const bareAll = !terms.some(({ one }) => marked(one));
    let best = { score: 0, level: 0 }, spread = 0;
    for (const held of thing.fields) {
      const fit = fits(held, terms);
      if (fit) {
        // Typed without any mark, a name or sentence that has the words together is what was meant; elsewhere it may be chance.
        if (fit.together && bareAll && held.weight >= 5) fit.level = 2;
        const score = fit.score * (held.tongue === undefined || held.tongue === at ? 1 : 0.9);
        if (score > best.score) best = { ...fit, score };
      } else spread += held.weight * terms.filter((term) => held.words.some((one) => term.found.has(one.key))).length / terms.length / 2.5;
    }
    const level = Math.min(...terms.map((term) => Math.max(...thing.fields.flatMap((held) => held.words.map((one) => term.found.get(one.key) ?? -1)))));
    return { score: Math.max(best.score, spread) * (KIND[thing.kind] || 1), level: Math.max(level, best.level) };
  };

  // Every thing that holds all the terms of a list, with its score; words that say little need not be there.
  const search = (list, unfinished, slip, missing) => {
    const terms = list.map((one, index) => ({ one, found: lookup(one, unfinished && index === list.length - 1, slip) }));
    const strong = terms.filter(({ one }) => !WEAK_TYPED.has(said(one)));
    const needed = strong.length ? strong : terms;
    const holders = needed.map((term) => { const all = new Set(); for (const key of term.found.keys()) for (const thing of vocabulary.get(key).things) all.add(thing); return all; });
    const found = new Map();
    for (const thing of new Set(holders.flatMap((set) => [...set]))) {
      const held = needed.filter((_, index) => holders[index].has(thing));
      if (held.length < needed.length - missing) continue;
      const judged = judge(thing, held);
      if (terms.length > needed.length && held.length === needed.length) {
        const whole = terms.every((term) => thing.fields.some((field) => field.words.some((one) => term.found.has(one.key)))) && judge(thing, terms);
        if (whole && whole.score > judged.score) Object.assign(judged, whole);
      }
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
      .replace(/uo([a-z]*)[w7]/, "ươ$1").replace(/u([^aeiouy\d]*)[w7]o/, "ươ$1").replace(/([aou])([^aeiou\d]*)[w78]/, (_, vowel, rest) => ({ a: "ă", o: "ơ", u: "ư" })[vowel] + rest).replace(/w/, "ư");
    // A d that was doubled is đ, or the finger rested on it.
    const meant = [text.replace(/^d(.*?)[d9]/, "đ$1"), text.replace(/^dd/, "d")].map((one) => (one + tone).normalize("NFC"));
    return meant.find((one) => !/\d/.test(one) && known(one)) || chunk;
  };
  const known = (text) => read(text).every((one) => vocabulary.has(one.letters + one.tone));

  const number = (text) => text.toLowerCase().match(/[a-z]+|\d+/g)?.map((part) => part.replace(/^0+(?=\d)/, "")).join(" ") || "";
  const find = (typed) => {
    const query = plain(typed), unfinished = /[\p{L}\p{M}]$/u.test(query);
    if (!query) return [];
    const found = new Map();
    const add = (list, level) => {
      for (const [thing, one] of list) {
        const now = { ...one, level: Math.min(one.level, level) }, before = found.get(thing);
        if (!before || now.level > before.level || (now.level === before.level && now.score > before.score)) found.set(thing, { ...now, keys: new Set([...now.keys, ...(before?.keys || [])]) });
      }
    };
    const id = /^[\p{L}\d\s-]+$/u.test(query) ? number(query) : "";
    for (const thing of things) if (thing.id && id && (number(thing.id) === id || (/\d/.test(id) && number(thing.id).startsWith(id + " ")))) found.set(thing, { score: 1000 / number(thing.id).length, level: 2, keys: new Set() });
    const run = (text, slip, missing, level) => { for (const list of variants(text)) add(search(ask(list), unfinished, slip, missing(ask(list).length)), level); };
    run(query, false, () => 0, 2);
    const chunks = query.split(/\s+/).map(undone).join(" ");
    // A digit within a word is a key of VNI; at its end it is rather an id's or a year's.
    if (chunks !== query && /[a-z]\d[a-z]/i.test(query)) run(chunks, false, () => 0, 2);
    if (!found.size && chunks !== query) run(chunks, false, () => 0, 1);
    if (!found.size) run(query, true, () => 0, 1);
    if (!found.size) run(query, true, (size) => Math.floor(size / 3), 1);
    // Whoever asks how many wants a figure.
    const amount = /^(?:how (?:many|much)\b|bao nhi|m[ấa]y )/i.test(query) ? (thing) => (thing.fields.some((held) => held.weight === 5 && held.words.some((one) => /^=\d+$/.test(one.key))) ? 2 : 1) : () => 1;
    for (const [thing, one] of found) one.score *= amount(thing);
    return [...found].map(([thing, one]) => ({ thing, ...one, near: one.level < 2 }))
      .sort((a, b) => a.near - b.near || (a.thing.gone || 0) - (b.thing.gone || 0) || b.score - a.score);
  };

  // --- Shown: one list of plain links; a statement leads to its own page, with how sure it is and its id.
  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    element.append(...children);
    return element;
  };
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
  const has = (held, keys) => held && held.words.some((one) => keys.has(one.key));
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
    const own = (texts) => thing.fields.find((held) => held.text === texts[at] && (held.tongue === at || held.tongue === undefined));
    const twin = (texts) => thing.fields.find((held) => held.text === texts[1 - at] && held.tongue === 1 - at);
    const head = thing.sentences || thing.titles, main = own(head), other = twin(head);
    const lines = [make("b", {}, ...(main ? bold(main, keys) : [head[at]]))];
    if (other && count(other, keys) > count(main, keys)) lines.push(make("span", { lang: at ? "vi" : "en" }, ...bold(other, keys)));
    if (thing.sentences) {
      const [look, ...names] = thing.status;
      lines.push(make("small", {}, make("span", { class: "chip chip--" + look }, names[at]), " " + thing.id));
    } else {
      // Its summary, or the piece of its prose that says more of what was asked.
      const summary = own(thing.summaries);
      const best = thing.fields.filter((held) => held.weight === 1.5).reduce((most, held) => (count(held, keys) > count(most, keys) ? held : most), summary);
      if (best && best !== summary && !has(main, keys)) lines.push(make("span", {}, ...excerpt(best, keys)));
      else if (summary) lines.push(make("span", {}, ...bold(summary, keys)));
    }
    return lines;
  };

  const load = (name) => new Promise((done, failed) => {
    const script = make("script", { src: new URL(name, root).href });
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });
  const MOST = 30;
  // Given the place with the field in it, the line that says how many there are, and what tells a key of an input method's.
  take(self.archiveIndex);
  self.archiveSearch = { find, takeProse, read, word, undone, mount(place, field, status, composing) {
    const list = make("div", { id: "search-list", role: "listbox", "aria-label": words.results, hidden: "" });
    place.append(list);
    const options = () => list.querySelectorAll("a");
    let chosen = -1, whole = false, half = false, timer, answered;
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
      try { if (here.href !== location.href) history.replaceState(history.state, "", here); } catch {}
    };
    const answer = () => {
      clearTimeout(timer);
      const query = plain(field.value), hits = find(query);
      // What was chosen of the same answer stays so when the prose comes in behind.
      const was = query === answered && options()[chosen]?.href;
      chosen = -1;
      answered = query;
      field.removeAttribute("aria-activedescendant");
      let number = 0;
      const option = (hit) => make("a", { role: "option", "aria-selected": "false", id: "search-" + number++, href: address(hit.thing.url) }, ...shown(hit));
      const first = hits.slice(0, MOST), sure = first.filter((hit) => !hit.near), close = first.filter((hit) => hit.near);
      list.replaceChildren(...sure.map(option));
      if (close.length) list.append(make("div", { role: "group", "aria-labelledby": "search-close" }, make("p", { id: "search-close", role: "presentation" }, words.close_to), ...close.map(option)));
      list.hidden = !hits.length;
      field.setAttribute("aria-expanded", !list.hidden);
      status.textContent = !query ? "" : hits.length ? hits.length + " " + (hits.length === 1 ? words.one : words.many) : whole ? words.none + " “" + query + "”" : words.wait;
      const again = was ? [...options()].findIndex((one) => one.href === was) : -1;
      if (again >= 0) choose(again);
      if (!half) keep(query);
      if (field.waiting && (whole || sure.length)) follow();
    };
    const follow = () => {
      const all = options(), one = all[Math.max(chosen, 0)];
      field.waiting = false;
      if (one) one.click();
    };
    // While an input method composes, its letters are searched for; the address waits until they are the reader's.
    field.addEventListener("input", (event) => { half = event.isComposing; field.waiting = false; clearTimeout(timer); timer = setTimeout(answer, 60); });
    field.addEventListener("compositionend", () => { half = false; answer(); });
    field.addEventListener("keydown", (event) => {
      if (composing(event)) return;
      if (event.key === "ArrowDown") choose(chosen + 1);
      else if (event.key === "ArrowUp") choose(Math.max(chosen, 0) - 1);
      else if (event.key === "Enter") {
        if (answered !== plain(field.value)) { field.waiting = true; answer(); }
        else if (options().length) follow();
        else field.waiting = !whole;
      } else return;
      event.preventDefault();
    });
    place.addEventListener("close", () => keep(""));
    answer();
    // The rest is prose: what it holds comes after what has its own title or sentence.
    load("search/" + lang + ".js").then(() => takeProse(self.archiveProse)).catch(() => {}).then(() => { whole = true; answer(); });
  } };
})();
