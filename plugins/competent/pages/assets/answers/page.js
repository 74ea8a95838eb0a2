/* A page with activities: shows what was written, keeps what is written, and says what became of it. */
(function (competent) {
  "use strict";

  function make(name, attributes, inside) {
    var element = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) {
      if (attributes[key] !== null) element.setAttribute(key, attributes[key]);
    });
    (inside || []).forEach(function (part) { element.append(part); });
    return element;
  }

  competent.make = make;

  competent.button = function (words, work, name) {
    var button = make("button", { type: "button", class: "md-button answers__button" + (name ? " " + name : "") }, [words]);
    button.addEventListener("click", work);
    return button;
  };

  /* Words with what belongs into them: “{name}” is replaced. */
  competent.say = function (words, values) {
    return words.replace(/\{(\w+)\}/g, function (all, key) { return key in values ? values[key] : all; });
  };

  competent.clock = function (time) {
    var then = new Date(time);
    var day = then.toDateString() === new Date().toDateString();
    var form = day ? { hour: "2-digit", minute: "2-digit" } : { dateStyle: "medium", timeStyle: "short" };
    return new Intl.DateTimeFormat(document.documentElement.lang || undefined, form).format(then);
  };

  function Sheet(box) {
    this.box = box;
    this.about = JSON.parse(box.dataset.answers);
    this.words = this.about.words;
    this.questions = competent.questionsOf(box);
    this.records = new Map();
    this.waiting = new Set(); // fields that were written in before the store was open
    this.lines = new Map();
    this.underway = 0; // versions on their way to the store
    this.state = "";
  }

  Sheet.prototype.begin = function () {
    var sheet = this;
    this.box.querySelectorAll(".activity").forEach(function (activity) { sheet.line(activity); });
    this.questions.forEach(function (question) {
      question.fields.forEach(function (field) {
        field.addEventListener("input", function () { sheet.written(question); });
      });
    });
    return competent.openStore("competent:" + this.about.scope, function (record) { sheet.heard(record); })
      .then(function (store) {
        sheet.store = store;
        return competent.whoWrites(store);
      })
      .then(function (person) {
        sheet.person = person;
        sheet.head();
        return sheet.read();
      })
      .then(function () {
        sheet.waiting.forEach(function (question) { sheet.keep(question); });
        sheet.waiting.clear();
        document.addEventListener("visibilitychange", function () { if (!document.hidden) sheet.read(); });
        window.addEventListener("focus", function () { sheet.read(); });
        window.addEventListener("pageshow", function (event) { if (event.persisted) sheet.read(); });
        competent.onChange(function () { window.location.reload(); });
        sheet.box.dataset.ready = "";
      })
      .catch(function () { sheet.tell("failed"); });
  };

  /* The line below an activity that says where its answers are. */
  Sheet.prototype.line = function (activity) {
    var line = activity.querySelector(".kept");
    if (!line) return;
    var state = make("span", { class: "kept__state" });
    line.hidden = false;
    line.append(" ", state);
    this.lines.set(activity, state);
  };

  Sheet.prototype.read = function () {
    var sheet = this;
    return this.store.all(this.person.id).then(function (records) {
      sheet.records = new Map(records.map(function (record) { return [record.field, record]; }));
      sheet.questions.forEach(function (question) { sheet.show(question); });
      sheet.list();
      competent.showShares(sheet);
    });
  };

  Sheet.prototype.show = function (question) {
    var record = this.records.get(question.field);
    if (this.waiting.has(question) || question.writing || question.failed) return; // what was not saved stays in sight
    if (record && question.fits(record)) {
      if (question.value() !== record.value) question.set(record.value);
      question.seen = record.rev;
    } else if (!question.touched && question.value()) {
      question.set(""); // some browsers fill in what stood there before, whatever the question is now
    }
  };

  Sheet.prototype.written = function (question) {
    question.touched = true;
    if (this.person) this.keep(question);
    else this.waiting.add(question);
  };

  /* While a version is on its way to the store, the next one waits: of what is typed meanwhile, only the last is kept. */
  Sheet.prototype.keep = function (question) {
    var sheet = this;
    if (question.writing) {
      question.again = true;
      return;
    }
    var record = {
      person: this.person.id, field: question.field, value: question.value(), words: question.words,
      said: question.said(), page: this.about.page, title: this.about.title, pack: this.about.pack, time: Date.now()
    };
    question.writing = true;
    this.underway += 1;
    this.box.dataset.writing = "";
    Promise.resolve().then(function () {
      return sheet.store.put(record, question.seen);
    }).then(function (next) {
      question.failed = false;
      question.seen = next.rev;
      sheet.records.set(next.field, next);
      sheet.store.tell(next);
      sheet.tell("saved", question.activity, next.time);
      if (next.others.length) sheet.list();
      competent.showShares(sheet);
    }).catch(function () {
      question.failed = true;
      sheet.tell("failed", question.activity);
    }).then(function () { sheet.finish(question); });
  };

  Sheet.prototype.finish = function (question) {
    question.writing = false;
    this.underway -= 1;
    if (question.again) {
      question.again = false;
      this.keep(question);
    } else if (!this.underway) {
      delete this.box.dataset.writing;
    }
  };

  /* What another window wrote is shown here, unless somebody is writing in that very field. */
  Sheet.prototype.heard = function (record) {
    if (!this.person || record.person !== this.person.id) return;
    var question = this.questions.get(record.field);
    this.records.set(record.field, record);
    if (question && !question.busy() && !question.writing) this.show(question);
  };

  Sheet.prototype.tell = function (state, activity, time) {
    var sheet = this;
    var said = state === "saved" ? competent.say(this.words.saved, { time: competent.clock(time) }) : this.words.failed;
    this.lines.forEach(function (line, where) {
      if (activity && where !== activity) return;
      line.textContent = said;
      line.classList.toggle("kept__state--failed", state === "failed");
    });
    if (state === this.state) return;
    this.state = state;
    if (!this.live) {
      this.live = make("div", { role: "status", class: "competent-hidden" });
      this.box.append(this.live);
    }
    window.setTimeout(function () { sheet.live.textContent = said; }, 50);
  };

  /* Answers whose questions have changed or are gone, and what was written in another window: to copy from. */
  Sheet.prototype.list = function () {
    var sheet = this;
    var items = [];
    this.records.forEach(function (record) {
      if (record.page !== sheet.about.page) return;
      var question = sheet.questions.get(record.field);
      if (record.value && !(question && question.fits(record))) items.push(sheet.item(record, sheet.words.changed));
      record.others.forEach(function (other) { items.push(sheet.item(other, sheet.words.other)); });
    });
    if (this.left) this.left.remove();
    this.left = null;
    if (!items.length) return;
    var title = make("p", { class: "admonition-title" }, [this.words.leftTitle]);
    this.left = make("aside", { class: "admonition warning answers__left", "aria-label": this.words.leftTitle }, [
      title, make("p", {}, [this.words.leftText]), make("ul", {}, items)
    ]);
    if (this.bar && this.questions.size) this.bar.after(this.left); // “My answers” has a list of its own
  };

  Sheet.prototype.item = function (record, why) {
    var words = this.words;
    var text = record.said || (record.value === "yes" ? words.ticked : record.value);
    var copy = competent.button(words.copy, function () {
      if (navigator.clipboard) navigator.clipboard.writeText(text).then(function () { copy.textContent = words.copied; });
    });
    var asked = make("strong", {}, [record.words]);
    var given = make("blockquote", { class: "answers__text" }, [text]);
    return make("li", {}, [asked, " ", make("em", {}, [why]), given, copy]);
  };

  /* Whose answers these are. */
  Sheet.prototype.head = function () {
    if (this.bar) this.bar.remove();
    this.bar = competent.whoBar(this);
    var first = this.box.querySelector(".activity, .mine");
    first.parentElement.insertBefore(this.bar, first);
  };

  competent.Sheet = Sheet;
})(window.competent);
