// Narrows a list of cases to those with a text in their title. A classic script,
// so that it runs from file://.
(() => {
  "use strict";
  const box = document.getElementById("title-filter");
  const table = document.querySelector("table.register");
  if (!box || !table) return;
  const input = document.getElementById("title-input"), count = document.getElementById("title-count");
  const fold = (s) => s.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase();
  const rows = Array.from(table.tBodies[0].rows, (row) => ({ row, title: fold(row.querySelector(".title").textContent) }));

  function narrow() {
    const words = fold(input.value).split(/\s+/).filter((w) => w);
    let shown = 0;
    for (const r of rows) {
      r.row.hidden = !words.every((w) => r.title.includes(w));
      if (!r.row.hidden) shown++;
    }
    count.textContent = words.length ? count.dataset.text.replace("{shown}", shown).replace("{n}", rows.length) : "";
  }

  input.addEventListener("input", narrow);
  box.hidden = rows.length < 2;
  narrow(); // a browser may have kept what was typed
})();
