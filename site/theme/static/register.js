// Sorts a list of cases by a column. Without it the list is as the office's
// server sends it: newest first. A classic script, so that it runs from file://.
(() => {
  "use strict";
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });

  // key is what a cell is sorted by; "" comes last, whichever way.
  function key(cell, type) {
    if (type === "date") {
      const time = cell.querySelector("time");
      return time ? time.getAttribute("datetime") : "";
    }
    return cell.textContent.trim();
  }

  function compare(a, b, type) {
    if (type === "number") return Number(a) - Number(b);
    return type === "date" ? (a < b ? -1 : a > b ? 1 : 0) : collator.compare(a, b);
  }

  function sort(table, column, type, down) {
    const body = table.tBodies[0];
    const rows = Array.from(body.rows, (row) => ({ row, key: key(row.cells[column], type) }));
    rows.sort((a, b) => {
      if (a.key === "" || b.key === "") return (a.key === "") - (b.key === "");
      return down ? compare(b.key, a.key, type) : compare(a.key, b.key, type);
    });
    body.append(...rows.map((r) => r.row));
  }

  for (const table of document.querySelectorAll("table[data-sort]")) {
    table.setAttribute("role", "table");
    for (const [selector, role] of [["thead, tbody", "rowgroup"], ["tr", "row"], ["th", "columnheader"], ["td", "cell"]]) {
      for (const e of table.querySelectorAll(selector)) e.setAttribute("role", role);
    }
    const heads = Array.from(table.tHead.rows[0].cells);
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.title = table.dataset.sort + " " + head.textContent.trim();
      button.append(...head.childNodes);
      head.append(button);
      if (column === 0) head.setAttribute("aria-sort", "descending"); // as the list comes
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") === "ascending";
        const first = head.hasAttribute("aria-sort") ? !up : head.dataset.type === "text";
        heads.forEach((h) => h.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", first ? "ascending" : "descending");
        sort(table, column, head.dataset.type, !first);
      });
    });
  }
})();
