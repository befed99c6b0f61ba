// Tables that sort and filter, and the search, whose index is loaded when someone searches; nothing is asked of the network.
const root = document.documentElement.dataset.root;
const plain = (text) => text.normalize("NFKC").toLowerCase();
const value = (row, place) => (row.cells[place]?.textContent ?? "").trim();
const number = (text) => parseFloat(text.replace(/[\s,]/g, "").replace("−", "-").replace(/^[^\d-]+/, ""));

function compare(one, other) {
  const [a, b] = [number(one), number(other)];
  return Number.isNaN(a) || Number.isNaN(b) ? Number.isNaN(a) - Number.isNaN(b) || one.localeCompare(other) : a - b;
}

function sortable(table) {
  const heads = table.tHead?.rows.length === 1 ? [...table.tHead.rows[0].cells] : [];
  if (table.tBodies.length !== 1 || table.querySelector("tbody [colspan], tbody [rowspan]") || table.tBodies[0].rows.length < 3) return;
  heads.forEach((head, place) => {
    if (!head.textContent.trim()) return;
    const button = document.createElement("button");
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const way = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
      heads.forEach((each) => each.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
      const rows = [...table.tBodies[0].rows];
      table.tBodies[0].append(...rows.sort((a, b) => way * compare(value(a, place), value(b, place))));
    });
  });
}

function filtered(field) {
  const rows = [...field.closest("details").querySelectorAll("tbody tr")];
  field.hidden = false;
  field.addEventListener("input", () => {
    const words = plain(field.value).split(/\s+/);
    rows.forEach((row) => { row.hidden = !words.every((word) => plain(row.textContent).includes(word)); });
  });
}

function snippet(text, words) {
  const line = document.createElement("p"), low = text.toLowerCase();
  const first = Math.max(0, Math.min(...words.map((word) => low.indexOf(word)).filter((place) => place >= 0)) - 60);
  const shown = text.slice(first, first + 200);
  const found = new RegExp(words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"), "gi");
  let last = 0;
  for (const hit of shown.matchAll(found)) {
    const mark = document.createElement("mark");
    mark.textContent = hit[0];
    line.append(shown.slice(last, hit.index), mark);
    last = hit.index + hit[0].length;
  }
  line.prepend(first ? "…" : "");
  line.append(shown.slice(last), first + 200 < text.length ? "…" : "");
  return line;
}

function search(place) {
  const asked = (new URLSearchParams(location.search).get("q") ?? "").trim();
  document.querySelectorAll("input[name=q]").forEach((field) => { field.value = asked; });
  const words = plain(asked).split(/\s+/).filter(Boolean);
  if (!words.length) return;
  const script = document.createElement("script");
  script.src = `${root}${place.dataset.index}`;
  script.onload = () => {
    const holds = (text) => words.filter((word) => text.toLowerCase().includes(word)).length;
    const found = window.searched
      .map(([address, title, parts]) => ({ address, title, parts: parts.filter(holds), all: holds([title, ...parts].join("\n")), top: holds(title) }))
      .filter((page) => page.all === words.length)
      .sort((a, b) => b.top - a.top || b.parts.length - a.parts.length);
    place.querySelector(".count").textContent = place.dataset[found.length ? "found" : "none"].replace("{n}", found.length);
    place.querySelector("ol").append(...found.slice(0, 100).map((page) => {
      const item = document.createElement("li"), link = document.createElement("a");
      link.href = root + page.address;
      link.textContent = page.title;
      const best = page.parts.sort((a, b) => holds(b) - holds(a)).slice(0, 2);
      item.append(link, ...best.map((text) => snippet(text, words)));
      return item;
    }));
  };
  document.head.append(script);
}

document.querySelectorAll(".scrolled table").forEach(sortable);
document.querySelectorAll("details.rows > input").forEach(filtered);
document.querySelectorAll("#found").forEach(search);
