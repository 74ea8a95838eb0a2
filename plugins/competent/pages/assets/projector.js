/* An activity alone on the screen, for whoever stands before a class: big type, and a clock that counts down. Nothing that
   somebody has written is shown. It comes when it is first used. */
(function (competent) {
  "use strict";

  var make = competent.make;
  var words = window.competentProjector;
  var style = document.currentScript.src.replace(/[^/]*$/, "projector.css");
  /* Fields, and what belongs to them or to the program. */
  var NOT_SHOWN = ".kept, .feedback, .answer__print, .headerlink, .chips, button, textarea, input, select, [hidden]";
  var OF_PAGE = ["id", "for", "name", "tabindex", "style", "aria-label", "aria-labelledby", "aria-describedby", "role"];

  /* The time of one activity. What runs goes on while another activity is shown. */
  function Clock(minutes) {
    this.set(minutes);
  }

  Clock.prototype.set = function (minutes) {
    this.minutes = minutes;
    this.left = minutes * 60000;
    this.end = 0; // when it runs, the time at which it ends
  };

  Clock.prototype.now = function () {
    return Math.max(0, this.end ? this.end - Date.now() : this.left);
  };

  Clock.prototype.toggle = function () {
    var left = this.now();
    this.end = this.end ? 0 : Date.now() + left;
    this.left = left;
  };

  function digits(left) {
    var seconds = Math.ceil(left / 1000);
    return Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
  }

  /* What is to be done, without a field and without the ways to other pages. */
  function task(activity) {
    var copy = activity.querySelector(".activity__body").cloneNode(true);
    copy.querySelectorAll(NOT_SHOWN).forEach(function (part) { part.remove(); });
    copy.querySelectorAll("a").forEach(function (link) { link.replaceWith.apply(link, link.childNodes); });
    copy.querySelectorAll("*").forEach(function (part) {
      OF_PAGE.forEach(function (name) { part.removeAttribute(name); });
    });
    return Array.from(copy.childNodes);
  }

  function plain(element) {
    var copy = element.cloneNode(true);
    copy.querySelectorAll("button, .headerlink").forEach(function (part) { part.remove(); });
    return copy.textContent.trim();
  }

  function Projector(activities) {
    var projector = this;
    this.activities = activities;
    this.clocks = new Map();
    this.box = this.draw();
    this.box.addEventListener("keydown", function (event) { projector.key(event); });
    this.box.addEventListener("close", function () { projector.left(); });
    document.addEventListener("fullscreenchange", function () {
      if (!document.fullscreenElement) projector.box.close(); // Escape has ended both
    });
    document.body.append(this.box);
  }

  Projector.prototype.draw = function () {
    var projector = this;
    function button(said, work) {
      var made = make("button", { type: "button", class: "projector__button" }, [said]);
      made.addEventListener("click", work);
      return made;
    }
    this.title = make("h2", { id: "projector-title", class: "projector__title" });
    this.facts = make("p", { class: "projector__facts" });
    this.page = make("div", { class: "projector__page", tabindex: "0", role: "region", "aria-label": words.task });
    this.digits = make("div", { class: "projector__digits", role: "timer", "aria-label": words.time });
    this.over = make("p", { class: "projector__over", role: "status" });
    this.run = button(words.start, function () { projector.clock().toggle(); projector.tick(); });
    this.minutes = make("input", { type: "number", min: "1", max: "60000", class: "projector__minutes" });
    this.minutes.addEventListener("change", function () { projector.set(); });
    this.before = button(words.before, function () { projector.go(-1); });
    this.next = button(words.next, function () { projector.go(1); });
    var again = button(words.reset, function () { projector.set(); });
    var leave = button(words.leave, function () { projector.box.close(); });
    this.foot = make("div", { class: "projector__foot" }, [this.before, this.next, leave]);
    return make("dialog", { class: "projector", "aria-labelledby": "projector-title" }, [
      make("div", { class: "projector__head", "aria-live": "polite" }, [this.title, this.facts]),
      this.page,
      make("div", { class: "projector__time", role: "group", "aria-label": words.time }, [
        this.digits, this.over, this.run, again, make("label", { class: "projector__set" }, [words.minutes, this.minutes])
      ]),
      this.foot
    ]);
  };

  Projector.prototype.clock = function () {
    var activity = this.shown;
    if (!this.clocks.has(activity)) this.clocks.set(activity, new Clock(Number(activity.dataset.minutes)));
    return this.clocks.get(activity);
  };

  Projector.prototype.show = function (activity) {
    var box = activity.closest("[lang]");
    var place = this.activities.indexOf(activity);
    this.shown = activity;
    this.title.textContent = plain(activity.querySelector("h1, h2, h3, h4, h5, h6"));
    this.facts.textContent = Array.from(activity.querySelectorAll(".activity__facts > li"), plain).filter(Boolean).join(" · ");
    this.page.replaceChildren.apply(this.page, task(activity));
    this.page.scrollTop = 0;
    [this.title, this.facts, this.page].forEach(function (part) {
      part.lang = box.lang;
      part.dir = box.dir;
    });
    this.before.setAttribute("aria-disabled", String(place === 0));
    this.next.setAttribute("aria-disabled", String(place === this.activities.length - 1));
    this.minutes.value = this.clock().minutes;
    this.tick();
  };

  Projector.prototype.go = function (step) {
    var next = this.activities[this.activities.indexOf(this.shown) + step];
    if (next) this.show(next);
  };

  /* From the beginning, with the minutes that stand in the field. */
  Projector.prototype.set = function () {
    if (this.minutes.checkValidity() && this.minutes.value) this.clock().set(Number(this.minutes.value));
    this.minutes.value = this.clock().minutes;
    this.tick();
  };

  Projector.prototype.tick = function () {
    var clock = this.clock();
    var left = clock.now();
    this.digits.textContent = digits(left);
    this.run.textContent = clock.end && left ? words.pause : words.start;
    this.run.setAttribute("aria-disabled", String(!left));
    this.box.classList.toggle("projector--over", !left);
    var said = left ? "" : words.over;
    if (this.over.textContent !== said) this.over.textContent = said;
  };

  /* A pointer for slides sends Page Up and Page Down: they go through a long task before they leave it. */
  Projector.prototype.key = function (event) {
    var steps = { ArrowLeft: -1, PageUp: -1, ArrowRight: 1, PageDown: 1 };
    var step = steps[event.key];
    event.stopPropagation(); // the theme has single keys of its own
    if (event.key === "Tab") this.tab(event);
    if (!step || event.target === this.minutes || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    var rest = step > 0 ? this.page.scrollHeight - this.page.clientHeight - this.page.scrollTop : this.page.scrollTop;
    if (event.key.indexOf("Page") === 0 && rest > 1) this.page.scrollTop += step * 0.9 * this.page.clientHeight;
    else this.go(step);
  };

  /* The keyboard stays inside: some browsers let it out of a dialog, through their own bars. */
  Projector.prototype.tab = function (event) {
    var first = this.page;
    var last = this.foot.lastElementChild;
    if (document.activeElement !== (event.shiftKey ? first : last)) return;
    event.preventDefault();
    (event.shiftKey ? last : first).focus();
  };

  Projector.prototype.open = function (activity) {
    var projector = this;
    this.show(activity);
    this.beat = window.setInterval(function () { projector.tick(); }, 200);
    this.box.showModal();
    this.page.focus();
  };

  Projector.prototype.left = function () {
    window.clearInterval(this.beat);
    if (document.fullscreenElement) document.exitFullscreen();
    this.shown.querySelector(".activity__project").focus();
  };

  function styled() {
    var link = make("link", { rel: "stylesheet", href: style });
    return new Promise(function (good) {
      link.addEventListener("load", good);
      link.addEventListener("error", good);
      document.head.append(link);
    });
  }

  /* The whole screen, where the browser allows it; else the whole window. It comes before the box, which lies above it. */
  function full() {
    var root = document.documentElement;
    return root.requestFullscreen ? root.requestFullscreen().catch(function () {}) : null;
  }

  var ready = styled();
  var known = new Map();

  competent.Projector = {
    show: function (activity) {
      var all = Array.from(document.querySelectorAll(".competent .activity"));
      if (!known.has(all[0])) known.set(all[0], new Projector(all)); // a theme may have changed the page
      Promise.all([full(), ready]).then(function () { known.get(all[0]).open(activity); });
    }
  };
})(window.competent);
