/* The fields of a page as questions: what each is called, what stands in it, and how it is set. Radio buttons of one
   question are one; everything else stands alone. */
(function (competent) {
  "use strict";

  function tidy(words) {
    return words.replace(/\s+/g, " ").trim();
  }

  /* The words beside a field that a reader sees, without those of the program. */
  function shown(element) {
    if (!element) return "";
    var copy = element.cloneNode(true);
    copy.querySelectorAll(".headerlink, .answer__hint, .chips, .said").forEach(function (part) { part.remove(); });
    return tidy(copy.textContent);
  }

  function labelOf(field) {
    return shown(field.labels && field.labels[0]);
  }

  function questionOf(field) {
    var answer = field.closest(".answer");
    return shown(answer && answer.querySelector(".answer__label"));
  }

  /* The heading of its column, and the words of its row or the number of it. */
  function cellOf(cell) {
    var row = cell.parentElement;
    var head = row.querySelector(".answer__row");
    return [cell.dataset.head, head ? shown(head) : String(row.sectionRowIndex + 1)];
  }

  /* The words of the question of a field: a learner who sees others has not answered it. */
  function wordsOf(field) {
    var cell = field.closest("td");
    var more = field.type === "checkbox" ? [labelOf(field)] : cell ? cellOf(cell) : [];
    return [questionOf(field)].concat(more).map(tidy).join(" | ");
  }

  function Question(fields) {
    var first = fields[0];
    this.fields = fields;
    this.field = first.type === "radio" ? first.name : first.id;
    this.activity = first.closest(".activity");
  }

  /* Read off the page when they are asked for: a page may have hundreds. */
  Object.defineProperty(Question.prototype, "words", { get: function () {
    if (this.read === undefined) this.read = wordsOf(this.fields[0]);
    return this.read;
  } });

  Question.prototype.value = function () {
    var first = this.fields[0];
    if (first.type === "checkbox") return first.checked ? "yes" : "";
    if (first.type !== "radio") return first.value;
    var chosen = this.fields.find(function (field) { return field.checked; });
    return chosen ? chosen.value : "";
  };

  /* The words of what is chosen. */
  Question.prototype.said = function () {
    var chosen = this.fields.find(function (field) { return field.type === "radio" && field.checked; });
    return chosen ? labelOf(chosen) : "";
  };

  Question.prototype.set = function (value) {
    this.fields.forEach(function (field) {
      if (field.type === "checkbox") field.checked = value === "yes";
      else if (field.type === "radio") field.checked = field.value === value;
      else field.value = value;
    });
    this.fields[0].dispatchEvent(new Event("competent-set", { bubbles: true }));
  };

  /* Whether a record was written to the very words that stand here now. */
  Question.prototype.fits = function (record) {
    if (record.words !== this.words) return false;
    if (!record.value || this.fields[0].type !== "radio") return true;
    var option = this.fields.find(function (field) { return field.value === record.value; });
    return Boolean(option) && labelOf(option) === record.said;
  };

  Question.prototype.busy = function () {
    return this.fields.indexOf(document.activeElement) >= 0;
  };

  /* All questions of an element, in the order of the page, by their field. */
  competent.questionsOf = function (element) {
    var found = new Map();
    element.querySelectorAll(".answer textarea, .answer input").forEach(function (field) {
      var key = field.type === "radio" ? field.name : field.id;
      if (!found.has(key)) found.set(key, []);
      found.get(key).push(field);
    });
    var questions = new Map();
    found.forEach(function (fields, key) { questions.set(key, new Question(fields)); });
    return questions;
  };
})(window.competent);
