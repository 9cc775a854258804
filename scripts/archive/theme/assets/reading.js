// How the search reads a text, be it asked or there: its words, and the figures and days that they state. The first of its three parts.
(() => {
  "use strict";
  const lang = document.documentElement.lang;
  // Put in when the frame is laid out: words/vi.toml and words/en.toml, group "searching".
  const tongues = @searching@, words = tongues[lang], each = (key) => Object.values(tongues).flatMap((tongue) => tongue[key].split("|"));

  // --- Words. One has its letters, its tone apart (so hoà is hòa), and its bare letters; kí is ký, tỉ is tỷ.
  const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d");
  const met = new Map();
  const word = (text) => {
    if (!met.has(text)) met.set(text, taken(text));
    return met.get(text);
  };
  const taken = (text) => {
    // Ð of old fonts looks like Đ.
    const apart = text.toLowerCase().replace(/ð/g, "đ").normalize("NFD"), tone = (apart.match(/[\u0300\u0301\u0303\u0309\u0323]/) || [""])[0];
    const letters = apart.replace(/[\u0300\u0301\u0303\u0309\u0323]/g, "").normalize("NFC").replace(/^(h|k|l|m|s|t|qu)i$/, "$1y").replace(/u\u01a1\b/, "\u01b0\u01a1");
    const number = /\d/.test(text) && text.replace(/^0+(?=\d)/, "");
    return number ? { letters: number, tone: "", key: number, bare: "", stem: "" } : { letters, tone, key: letters + tone, bare: bare(letters), stem: tone ? "" : stem(letters) };
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
  const counts = new Map();
  for (const tongue of Object.values(tongues)) {
    const [units, teens, tens, after] = ["units", "teens", "tens", "after_ten"].map((key) => tongue[key].split("|"));
    units.forEach((name, index) => counts.set(name, index + 1));
    teens.forEach((name, index) => counts.set(name, index + 11));
    tens.forEach((ten, by) => {
      counts.set(ten, 10 * by + 10);
      for (const list of by ? [units, after] : []) list.forEach((unit, index) => { for (const gap of [" ", "-"]) counts.set(ten + gap + unit, 10 * by + 11 + index); });
    });
  }
  for (const [name, number] of [...counts]) if (!counts.has(bare(name))) counts.set(bare(name), number);
  const many = Object.fromEntries([["hundred", 1e2], ["thousand", 1e3], ["million", 1e6], ["billion", 1e9]].flatMap(([key, by]) => each(key).flatMap((name) => [[name, by], [bare(name), by]])));
  const seldom = new Set(each("seldom_count").flatMap((name) => [name, bare(name)]));
  const joins = new Set(each("joins").flatMap((name) => [name, bare(name)]));
  const DIGITS = /\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?/g;
  // Months by name, in full or by three or four letters; of words of a date each may be typed without its marks.
  const months = new Map(Object.values(tongues).flatMap((tongue) => tongue.months.split("|").map((name, index) => [name, index + 1])));
  for (const [name, month] of [...months]) for (const form of [bare(name), ...(/ /.test(name) ? [] : [name.slice(0, 3), name.slice(0, 4)])]) if (!months.has(form)) months.set(form, month);
  const either = (names) => "(?:" + [...new Set(names.flatMap((name) => [name, bare(name)]))].sort((a, b) => b.length - a.length).join("|") + ")";
  const YEAR = "((?:19|20)\\d\\d)", DAY = "(\\d{1,2})(?:st|nd|rd|th)?", NAMED = "(" + either([...months.keys()]) + ")\\.?";
  const MONTH = either(each("month")) + "\\s+(\\d{1,2})", IN = "(?:\\s*[/,-]?\\s*(?:" + either(each("year")) + "\\s+)?" + YEAR + ")?";
  // What a text must have for the pattern to be tried, the pattern, and which of its groups is the day, the month and the year.
  const PARTED = /\d[-/.]\d/, WORDED = new RegExp(either(each("month")), "u");
  const CALLED = new RegExp("(?<!\\p{L})(?:" + [...new Set([...months.keys()].map((name) => name.slice(0, 3)))].join("|") + ")", "u");
  const DAYS = [
    [PARTED, YEAR + "-(\\d{1,2})-(\\d{1,2})", 3, 2, 1], [PARTED, "(\\d{1,2})([/.-])(\\d{1,2})\\2" + YEAR, 1, 3, 4], [WORDED, "(\\d{1,2})\\s+" + MONTH + IN, 1, 2, 3],
    [CALLED, DAY + "(?:\\s+of)?\\s+" + NAMED + IN, 1, 2, 3], [CALLED, NAMED + "\\s+" + DAY + IN, 2, 1, 3], [WORDED, MONTH + IN, 0, 1, 2],
    [CALLED, NAMED + ",?\\s+(?:(?:of|" + either(each("year")) + ")\\s+)?" + YEAR, 0, 1, 2], [PARTED, "(\\d{1,2})/" + YEAR, 0, 1, 2], [PARTED, "(\\d{1,2})/(\\d{1,2})", 1, 2, 0],
  ].map(([needs, pattern, ...groups]) => [needs, new RegExp("(?<![\\p{L}\\p{N}/])(?:" + either(each("day")) + "\\s+)?" + pattern + "(?![\\p{L}\\p{N}/])", "gu"), groups]);
  const facts = (text, list) => {
    const found = [], low = text.toLowerCase();
    // Which letters are a part of a fact already, and at which place which word begins: so that a long text takes no longer a letter.
    const taken = new Uint8Array(low.length + 1), starts = new Map(list.map((one, place) => [one.start, place]));
    const free = (start, end) => !taken.subarray(start, end).includes(1);
    const add = (start, end, says) => taken.fill(1, start, end) && found.push({ start, end, says: [...new Set(says.filter(Boolean).map((one) => "=" + one))] });
    const some = /\d/.test(low);
    for (const [needs, pattern, [d, m, y]] of some ? DAYS : []) {
      if (!needs.test(low)) continue;
      for (const match of low.matchAll(pattern)) {
        const end = match.index + match[0].length, month = months.get(match[m]) || +match[m];
        const day = d ? +match[d] : 0, year = y ? match[y] : "";
        if (!free(match.index, end) || month < 1 || month > 12 || day > 31) continue;
        add(match.index, end, [year && day ? [year, month, day].join("-") : "", year ? year + "-" + month : "", day ? month + "-" + day : "", "m" + month]);
      }
    }
    const times = (end) => { const next = list[starts.get(end) ?? starts.get(end + 1)]; return next && many[low.slice(next.start, next.end)] ? next : null; };
    for (const match of some ? low.matchAll(DIGITS) : []) {
      const start = match.index, digits = start + match[0].length, by = times(digits), end = by ? by.end : digits;
      if (!free(start, end)) continue;
      add(start, end, [Math.round(+match[0].replace(/[.,\u00a0\u202f ](?=\d{3}(?!\d))/g, "").replace(",", ".") * (by ? many[low.slice(by.start, by.end)] : 1))]);
    }
    const name = (from, size) => list[from + size - 1] && low.slice(list[from].start, list[from + size - 1].end);
    for (let index = 0; index < list.length; index++) {
      // In words: hundreds and what is below them, then thousands, millions …
      let sum = 0, below = 0, end = index;
      for (let next = index, by; next < list.length; ) {
        const size = below % 100 ? 0 : [3, 2, 1].find((each) => counts.has(name(next, each)));
        if (size) below += counts.get(name(next, size));
        else if (next > index && joins.has(name(next, 1))) { next++; continue; }
        else if ((by = many[name(next, 1)]) && (next > index)) {
          if (by > 100) { sum += below * by; below = 0; } else below *= by;
        } else break;
        end = next += size || 1;
      }
      if (end === index || !free(list[index].start, list[end - 1].end) || (end === index + 1 && seldom.has(name(index, 1)))) continue;
      add(list[index].start, list[end - 1].end, [sum + below]);
      index = end - 1;
    }
    return found;
  };
  // The words of a text in order, each with its place among them (`at` to `to`) and in the text.
  const read = (text) => {
    const found = [];
    for (const { 0: typed, index } of text.matchAll(/[\p{L}\p{M}]+|\p{N}+/gu)) {
      found.push({ ...word(typed), at: found.length, to: found.length, start: index, end: index + typed.length });
    }
    const own = found.slice(), starts = new Map(own.map((one) => [one.start, one])), ends = new Map(own.map((one) => [one.end, one]));
    for (const { start, end, says } of facts(text, own)) {
      const [first, last] = [starts.get(start), ends.get(end)];
      for (const fact of first && last ? says : []) found.push({ letters: fact, tone: "", key: fact, bare: fact, fact, at: first.at, to: last.to, start, end });
    }
    return found;
  };

  self.archiveSearch = { alikes: Object.values(tongues).map((tongue) => tongue.alike.split("|")), at: lang === "vi" ? 0 : 1, words, each, bare, word, marked, either, read };
})();
