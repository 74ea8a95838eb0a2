/* Where the scripts of a page begin, also where a theme changes pages without loading them. */
(function (competent) {
  "use strict";

  var here = document.currentScript && document.currentScript.src;

  /* What few pages need has a script of its own: “Mine” for all answers, which other pages need only where a browser keeps
     them apart, “Feedback”, “Projector”, and “Tables”. */
  competent.withPart = function (name, work) {
    if (competent[name]) {
      work();
      return;
    }
    var script = document.createElement("script");
    script.src = here.replace(/[^/]*$/, name.toLowerCase() + ".js");
    script.addEventListener("load", work);
    document.head.append(script);
  };

  function beginPart(name, needs) {
    if (document.querySelector(needs)) competent.withPart(name, function () { competent[name].begin(); });
  }

  /* A way to show an activity alone, for whoever stands before a class. */
  function projectable(activity) {
    var facts = activity.querySelector(".activity__facts");
    if (!facts || facts.querySelector("button")) return;
    var button = competent.make("button", { type: "button", class: "activity__project" }, [window.competentWords.project]);
    button.addEventListener("click", function () {
      competent.withPart("Projector", function () { competent.Projector.show(activity); });
    });
    facts.append(competent.make("li", {}, [button]));
  }

  function mine(sheet) {
    var box = document.querySelector(".mine[data-mine]");
    if (box) competent.withPart("Mine", function () { new competent.Mine(box, sheet).read(); });
  }

  function begin() {
    beginPart("Feedback", ".feedback");
    beginPart("Tables", "table[data-sortable]");
    document.querySelectorAll(".competent .activity").forEach(projectable);
    var box = document.querySelector(".competent[data-answers]");
    if (!box || box.dataset.begun !== undefined) return;
    box.dataset.begun = "";
    competent.scope = JSON.parse(box.dataset.answers).scope;
    var sheet = new competent.Sheet(box);
    sheet.begin().then(function () { if (sheet.store) mine(sheet); });
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

  if (window.document$) window.document$.subscribe(begin);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})(window.competent);
