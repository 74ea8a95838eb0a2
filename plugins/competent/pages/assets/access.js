/* What the theme leaves to do for people who use the keyboard, enlarge the page, or print it. The words are in the
   language of the site: `competentWords` stands before this file in the site. */
(function () {
  "use strict";

  var words = window.competentWords || {};

  /* The menu of a narrow window is a drawer. While it is closed, the keyboard does not walk through it unseen; and a button
     opens it, where the theme has a label that no key reaches. */
  function drawer() {
    var box = document.getElementById("__drawer");
    var menu = document.querySelector(".md-sidebar--primary");
    var label = document.querySelector("label.md-header__button[for=__drawer]");
    if (!box || !menu || !label) return;
    var narrow = window.matchMedia("(max-width: 76.234375em)");
    var button = document.createElement("button");
    button.type = "button";
    button.className = "md-header__button md-icon drawer-button";
    button.setAttribute("aria-label", words.menu || "Menu");
    button.append.apply(button, label.childNodes);
    button.addEventListener("click", function () { box.click(); });
    label.replaceWith(button);
    function set() {
      menu.inert = narrow.matches && !box.checked;
      button.setAttribute("aria-expanded", String(box.checked));
    }
    box.addEventListener("change", set);
    narrow.addEventListener("change", set);
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !box.checked) return;
      box.click();
      button.focus();
    });
    set();
  }

  /* What was found is out of sight while nobody searches, and is left out by the keyboard then. */
  function results() {
    var box = document.getElementById("__search");
    var list = document.querySelector(".md-search__output");
    if (!box || !list) return;
    function set() { list.inert = !box.checked; }
    box.addEventListener("change", set);
    set();
  }

  /* What shows up beside something goes away again with Escape. */
  function tips() {
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Escape") return;
      document.querySelectorAll(".md-tooltip2--active").forEach(function (tip) {
        tip.classList.remove("md-tooltip2--active");
      });
    });
  }

  /* Single keys that do something at once get in the way of those who speak to their computer, or miss a key. */
  var KEYS = ["f", "s", "/", "p", ",", "n", "."];
  var CHOICE = "competent-single-keys";

  function chosen() {
    try {
      return window.localStorage.getItem(CHOICE) !== "off";
    } catch (error) {
      return true; // a browser that keeps nothing
    }
  }

  function choose(on) {
    try {
      if (on) window.localStorage.removeItem(CHOICE);
      else window.localStorage.setItem(CHOICE, "off");
    } catch (error) {
      // it holds until the page is left
    }
  }

  function shortcuts() {
    var place = document.querySelector(".md-footer-meta__inner");
    if (!place) return; // another theme
    var line = document.createElement("p");
    var label = document.createElement("label");
    var box = document.createElement("input");
    box.type = "checkbox";
    box.checked = chosen();
    box.addEventListener("change", function () { choose(box.checked); });
    label.append(box, words.keys || "Single keys work: F, S or / for the search, N and P for the next page and the one before");
    line.className = "shortcuts";
    line.append(label);
    place.append(line);
    window.addEventListener("keydown", function (event) {
      if (box.checked || event.ctrlKey || event.metaKey || KEYS.indexOf(event.key) < 0) return;
      var search = document.getElementById("__search");
      var inside = event.target.closest && event.target.closest("input, textarea, select, [contenteditable]");
      if (!inside && !(search && search.checked)) event.stopImmediatePropagation(); // the theme hears it last, from the window
    }, true);
  }

  /* The boxes of a list of things to do have no name of their own: it stands beside them. */
  function tasks() {
    document.querySelectorAll(".task-list-item input[type=checkbox]:not([aria-label])").forEach(function (box) {
      var beside = box.closest("li").cloneNode(true);
      beside.querySelectorAll("ul, ol").forEach(function (list) { list.remove(); });
      box.setAttribute("aria-label", beside.textContent.trim());
    });
  }

  /* A text box is printed as it stands in its frame: what goes beyond it would be lost. */
  function print() {
    document.querySelectorAll(".answer textarea").forEach(function (field) {
      var shown = field.nextElementSibling;
      if (!shown || shown.className !== "answer__print") {
        shown = document.createElement("div");
        shown.className = "answer__print";
        shown.style.cssText = field.style.cssText;
        field.after(shown);
      }
      shown.textContent = field.value;
    });
  }

  function begin() {
    drawer();
    results();
    tips();
    shortcuts();
    tasks();
  }

  window.addEventListener("beforeprint", print);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
