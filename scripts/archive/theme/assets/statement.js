// A statement's own page: its address shared, and a pasted paragraph compared with the one that it rests on. Nothing is sent or kept.
(() => {
  const share = document.querySelector(".share");
  if (!share) return;
  // As archive verify-source reads a copy: letters that nobody sees, white space and line ends are those of Python.
  const unseen = /[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]/g;
  const blank = /[\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
  const lineEnd = /\r\n|[\n-\r\x1c-\x1e\x85\u2028\u2029]/;
  const digest = async (text) => {
    const words = text.normalize("NFC").split(blank).filter(Boolean).join(" ");
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(words)));
    return [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  };
  // Every line, and every run of lines between blank ones: a copy may break a paragraph's lines.
  const paragraphs = (text) => {
    const lines = text.split(lineEnd), found = new Set(lines);
    let block = [];
    for (const line of [...lines, ""]) {
      if (line.split(blank).some(Boolean)) block.push(line);
      else { found.add(block.join(" ")); block = []; }
    }
    return found;
  };
  // A whole newspaper takes a while: the page answers meanwhile, and the next letter typed ends the search.
  const holds = async (text, wanted, current) => {
    let since = performance.now();
    for (const words of paragraphs(text.replace(/^\ufeff/, ""))) {
      if (performance.now() - since > 50) {
        await new Promise((go) => { setTimeout(go); });
        since = performance.now();
      }
      if (!current()) return;
      const seen = words.replace(unseen, "");
      if (await digest(words) === wanted || (seen !== words && await digest(seen) === wanted)) return true;
    }
  };
  for (const box of crypto.subtle ? document.querySelectorAll(".paste") : []) {
    const field = box.querySelector("textarea"), told = box.querySelector("p");
    let turn = 0;
    box.hidden = false;
    field.addEventListener("input", async () => {
      const text = field.value, mine = ++turn, current = () => mine === turn;
      told.textContent = "";
      const same = text.trim() && await holds(text, box.dataset.digest, current);
      if (current()) told.textContent = text.trim() && told.dataset[same ? "same" : "other"];
    });
  }
  const url = document.querySelector("link[rel=canonical]").href;
  if (navigator.share || navigator.clipboard) {
    const label = share.textContent;
    share.hidden = false;
    share.addEventListener("click", async () => {
      // The title says first what was withdrawn.
      const title = document.querySelector("meta[property='og:title']").content, live = document.querySelector(".live");
      if (navigator.share) return navigator.share({ title, url }).catch(() => {});
      await navigator.clipboard.writeText(url).then(() => { live.textContent = share.textContent = share.dataset.done; }, () => {});
      setTimeout(() => { share.textContent = label; live.textContent = ""; }, 2500);
    });
  }
})();
