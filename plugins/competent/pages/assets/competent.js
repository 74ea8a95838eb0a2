/* Keep what a learner writes in this browser, and nowhere else: field ids are the keys of local storage. */
(function () {
  "use strict";

  var PREFIX = "competent:";

  function storage() {
    try {
      window.localStorage.setItem(PREFIX, "");
      window.localStorage.removeItem(PREFIX);
      return window.localStorage;
    } catch (error) {
      return null; // private windows may refuse storage; the fields still work until the page is left
    }
  }

  function restore(store, field) {
    var kept = store.getItem(PREFIX + field.id);
    if (kept === null) return;
    if (field.type === "checkbox" || field.type === "radio") field.checked = kept === "yes";
    else field.value = kept;
  }

  function keep(store, field) {
    var ticks = field.type === "checkbox" || field.type === "radio";
    var group = field.type === "radio" ? document.getElementsByName(field.name) : [field];
    Array.prototype.forEach.call(group, function (one) {
      var value = ticks ? (one.checked ? "yes" : "") : one.value;
      if (value) store.setItem(PREFIX + one.id, value);
      else store.removeItem(PREFIX + one.id);
    });
  }

  function note(activity, store) {
    var line = document.createElement("p");
    line.className = "kept";
    var said = activity.closest(".competent").dataset; // in the language of the page
    line.textContent = store ? said.kept : said.notKept;
    activity.querySelector(".activity__body").appendChild(line);
  }

  function begin() {
    var store = storage();
    document.querySelectorAll(".activity").forEach(function (activity) {
      if (activity.querySelector(".kept")) return;
      note(activity, store);
      if (!store) return;
      activity.querySelectorAll("textarea, input").forEach(function (field) {
        restore(store, field);
        field.addEventListener("input", function () { keep(store, field); });
      });
    });
  }

  /* What Material's theme leaves to do for people who use the keyboard or hear the page. */
  function reach() {
    var search = document.querySelector(".md-search[role=dialog]");
    var asks = search && search.querySelector("input[aria-label]"); // in the language of the site
    if (asks) search.setAttribute("aria-label", asks.getAttribute("aria-label"));
    document.querySelectorAll(".md-typeset__scrollwrap").forEach(function (box) {
      if (box.scrollWidth > box.clientWidth) box.setAttribute("tabindex", "0");
      else box.removeAttribute("tabindex");
    });
  }

  window.addEventListener("load", function () {
    reach();
    window.setTimeout(reach, 300); // the theme wraps wide tables when it comes to life
  });
  window.addEventListener("resize", reach);

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
