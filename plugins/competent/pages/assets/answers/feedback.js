/* Feedback: when something is chosen or written, a learner opens what its author has to say of it. Nothing of this is kept
   or sent. What opens is sealed in the page, as text/sealing.py does it: against reading, not against programmers. */
(function (competent) {
  "use strict";

  var FEW = 5; // words, before what others often miss can be opened

  /* The signs mixed with those that the key makes. Twice gives the first again. */
  function mixed(key, signs) {
    var one = 0x2545f491;
    var other = 0x9e3779b9;
    function stir(sign) {
      one = Math.imul(one ^ sign, 0x01000193) + other | 0;
      other = Math.imul(other ^ one >>> 15, 0x85ebca6b);
      return (one >>> 16 ^ other >>> 9) & 255;
    }
    new TextEncoder().encode(key).forEach(stir);
    return signs.map(function (sign) { return sign ^ stir(0); });
  }

  function opened(key, sealed) {
    var signs = Uint8Array.from(window.atob(sealed), function (sign) { return sign.charCodeAt(0); });
    return new TextDecoder().decode(mixed(key, signs));
  }

  function answerBefore(element) {
    while (element && !element.matches(".answer")) element = element.previousElementSibling;
    return element;
  }

  function Feedback(box, answer) {
    var feedback = this;
    this.box = box;
    this.about = box.dataset;
    this.fields = Array.from(answer.querySelectorAll("input, textarea"));
    this.button = box.querySelector("button");
    this.said = box.querySelector(".feedback__said");
    this.parts = box.querySelectorAll("[data-why]");
    this.folds = this.button.hasAttribute("aria-expanded");
    this.button.addEventListener("click", function () { feedback.press(); });
    ["input", "competent-set"].forEach(function (name) {
      answer.addEventListener(name, function () { feedback.changed(); });
    });
    this.changed();
    box.hidden = false;
  }

  /* The numbers of the parts that may be opened now: those of the options that are chosen, or the only one. */
  Feedback.prototype.which = function () {
    if (this.folds) {
      var words = this.fields.map(function (field) { return field.value; }).join(" ").split(/\s+/).filter(Boolean);
      return words.length < FEW ? [] : [1];
    }
    return this.fields.map(function (field, place) { return field.checked ? place + 1 : 0; }).filter(Boolean);
  };

  Feedback.prototype.changed = function () {
    var empty = !this.which().length;
    this.button.setAttribute("aria-disabled", String(empty));
    if (empty || !this.folds) this.show("");
  };

  Feedback.prototype.show = function (html, words) {
    this.said.innerHTML = html;
    if (words) this.said.prepend(competent.make("p", { class: "feedback__verdict" }, [words]));
    if (this.folds) this.button.setAttribute("aria-expanded", String(Boolean(html)));
  };

  Feedback.prototype.press = function () {
    var feedback = this;
    var which = this.which();
    if (!which.length) this.show("", this.about.first);
    else if (this.folds && this.said.innerHTML) this.show("");
    else {
      var html = which.map(function (number) {
        return opened(feedback.about.salt + ":" + number, feedback.parts[number - 1].dataset.why);
      }).join("");
      this.show(html, this.verdict(which, html));
    }
  };

  /* Whether it is right, in words; nothing where the author says of no option that it is. */
  Feedback.prototype.verdict = function (which, html) {
    var about = this.about;
    if (!about.key) return "";
    if (opened(about.salt + " " + which.join(" "), about.key) === "right") return about.right;
    return /why--right/.test(html) && !/why--wrong/.test(html) ? about.more : about.wrong;
  };

  Feedback.begin = function () {
    document.querySelectorAll(".feedback[hidden]").forEach(function (box) {
      var answer = answerBefore(box);
      if (answer) new Feedback(box, answer);
    });
  };

  competent.Feedback = Feedback;
})(window.competent);
