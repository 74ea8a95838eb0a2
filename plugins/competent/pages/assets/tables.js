/* Tables that people can sort: a button in each heading, for mouse and keyboard. */
(function (competent) {
  "use strict";

  function value(row, column) {
    var cell = row.cells[column];
    return cell.dataset.order === undefined ? cell.textContent.trim() : Number(cell.dataset.order);
  }

  function compare(one, other) {
    return typeof one === "number" && typeof other === "number" ? one - other : String(one).localeCompare(String(other));
  }

  function sort(table, heading) {
    var down = heading.getAttribute("aria-sort") === "ascending";
    var body = table.tBodies[0];
    Array.from(body.rows).map(function (row, place) {
      return { row: row, value: value(row, heading.cellIndex), place: place };
    }).sort(function (one, other) {
      return (down ? compare(other.value, one.value) : compare(one.value, other.value)) || one.place - other.place;
    }).forEach(function (found) { body.appendChild(found.row); });
    table.querySelectorAll("thead th").forEach(function (other) { other.removeAttribute("aria-sort"); });
    heading.setAttribute("aria-sort", down ? "descending" : "ascending");
  }

  function begin() {
    document.querySelectorAll("table[data-sortable]").forEach(function (table) {
      table.querySelectorAll("thead th").forEach(function (heading) {
        if (heading.querySelector("button")) return;
        var button = document.createElement("button");
        button.type = "button";
        button.className = "sort";
        button.textContent = heading.textContent;
        button.addEventListener("click", function () { sort(table, heading); });
        heading.replaceChildren(button);
      });
    });
  }

  competent.Tables = { begin: begin };
})(window.competent);
