/* The page “My answers” of a programme: how far one is, all that was written as one text, a file to hand in or to take to
   another device, and the way to take everything off this computer.

   The page holds `data-mine`: { programme, sections: [{ title, activities: [{ id, title, document, criteria,
   questions: [[words, [[field, words, options]]]] }] }] }: what the name of a field ends with, and what its words end
   with; options are [[value, words]], of a choice alone. */
(function (competent) {
  "use strict";

  var make = competent.make;
  var button = competent.button;

  function heading(level, words, id) {
    return make("h" + level, id ? { id: id } : {}, [words]);
  }

  /* The fields of an activity, each with its whole name and all its words. */
  function fieldsOf(activity) {
    return activity.questions.flatMap(function (question) {
      return question[1].map(function (field) {
        return [activity.id + "-" + field[0], question[0] + (field[1] && " | " + field[1]), field[2]];
      });
    });
  }

  /* What a field of the page is, by its name. */
  function known(mine) {
    var all = new Map();
    mine.sections.forEach(function (section) {
      section.activities.forEach(function (activity) {
        activity.fields.forEach(function (field) {
          all.set(field[0], { activity: activity, words: field[1], options: field[2] });
        });
      });
    });
    return all;
  }

  /* Whether an answer was given to the words that the field has now. */
  function fits(field, record) {
    if (!field || field.words !== record.words) return false;
    if (!field.options || !record.value) return true;
    return field.options.some(function (option) { return option[0] === record.value && option[1] === record.said; });
  }

  function Mine(box, sheet) {
    this.box = box;
    this.sheet = sheet;
    this.words = sheet.words;
    this.about = JSON.parse(box.dataset.mine);
    var hrefs = new Map(Array.from(box.querySelectorAll("a[data-exercise]"), function (link) {
      return [link.dataset.exercise, link.getAttribute("href")];
    }));
    this.about.sections.forEach(function (section) {
      section.activities.forEach(function (activity) {
        activity.href = hrefs.get(activity.id);
        activity.fields = fieldsOf(activity);
      });
    });
    this.known = known(this.about);
  }

  Mine.prototype.read = function () {
    var mine = this;
    return this.sheet.store.all(this.sheet.person.id).then(function (records) {
      mine.good = new Map();
      mine.left = [];
      records.forEach(function (record) {
        if (!record.value) return;
        if (fits(mine.known.get(record.field), record)) mine.good.set(record.field, record);
        else mine.left.push(record);
      });
      mine.draw();
    });
  };

  function given(activity, good) {
    return activity.fields.filter(function (field) { return good.has(field[0]); }).length;
  }

  /* An activity is answered where every question of it has something: of ticks and cells, one. */
  Mine.prototype.share = function (activity) {
    var answered = new Map();
    var good = this.good;
    activity.fields.forEach(function (field) {
      var question = field[1].split(" | ")[0];
      answered.set(question, answered.get(question) || good.has(field[0]));
    });
    var number = Array.from(answered.values()).filter(Boolean).length;
    return { number: number, of: answered.size };
  };

  Mine.prototype.draw = function () {
    this.box.replaceChildren(this.actions(), this.progress(), this.criteria(), this.text(), this.unfit());
    this.box.dataset.ready = "";
  };

  Mine.prototype.progress = function () {
    var mine = this;
    var words = this.words;
    var part = make("section", {}, [heading(2, words.progress, "progress")]);
    var next = null;
    var last = Array.from(this.good.values()).reduce(function (one, other) { return one && one.time > other.time ? one : other; }, null);
    var list = make("ul", { class: "mine__sections" });
    this.about.sections.forEach(function (section) {
      var sum = { number: 0, of: 0 };
      section.activities.forEach(function (activity) {
        var share = mine.share(activity);
        sum.number += share.number;
        sum.of += share.of;
        if (!next && share.number < share.of) next = activity;
      });
      if (!sum.of) return;
      var said = competent.say(words.answered, sum);
      var bar = make("progress", { max: sum.of, value: sum.number, "aria-label": section.title });
      list.append(make("li", {}, [make("span", {}, [section.title]), bar, make("span", {}, [said])]));
    });
    part.append(list);
    var stopped = last && this.known.get(last.field).activity;
    if (stopped) part.append(make("p", {}, [words.stopped, " ", make("a", { href: stopped.href }, [stopped.title])]));
    if (next) part.append(make("p", {}, [words.next, " ", make("a", { href: next.href }, [next.title])]));
    return part;
  };

  /* By criterion: how many of its activities and tasks have an answer to every question. */
  Mine.prototype.criteria = function () {
    var mine = this;
    var sums = new Map();
    this.about.sections.forEach(function (section) {
      section.activities.forEach(function (activity) {
        var share = mine.share(activity);
        activity.criteria.forEach(function (label) {
          var sum = sums.get(label) || { number: 0, of: 0 };
          sum.of += 1;
          if (share.of && share.number === share.of) sum.number += 1;
          sums.set(label, sum);
        });
      });
    });
    var list = make("ul", { class: "mine__criteria" });
    sums.forEach(function (sum, label) {
      list.append(make("li", {}, [make("strong", {}, [label]), " ", competent.say(mine.words.answered, sum)]));
    });
    return make("details", {}, [make("summary", {}, [this.words.byCriterion]), list]);
  };

  Mine.prototype.text = function () {
    var mine = this;
    var part = make("section", { class: "mine__text" }, [heading(2, this.words.all, "all")]);
    if (!this.good.size) part.append(make("p", {}, [this.words.nothing]));
    this.about.sections.forEach(function (section) {
      var activities = section.activities.filter(function (activity) { return given(activity, mine.good); });
      if (!activities.length) return;
      part.append(heading(3, section.title));
      activities.forEach(function (activity) {
        part.append(heading(4, ""), mine.answers(activity));
        part.querySelector("h4:last-of-type").append(make("a", { href: activity.href }, [activity.title]));
      });
    });
    return part;
  };

  Mine.prototype.answers = function (activity) {
    var mine = this;
    var list = make("dl", { class: "mine__answers" });
    activity.fields.forEach(function (field) {
      var record = mine.good.get(field[0]);
      if (!record) return;
      var words = field[1].split(" | ").join(" – ");
      var said = record.said || (record.value === "yes" ? mine.words.ticked : record.value);
      list.append(make("dt", {}, [words]), make("dd", { class: "answers__text" }, [said]));
    });
    return list;
  };

  Mine.prototype.unfit = function () {
    if (!this.left.length) return "";
    var sheet = this.sheet;
    var words = this.words;
    var items = this.left.map(function (record) { return sheet.item(record, words.changed); });
    return make("aside", { class: "admonition warning answers__left", "aria-label": words.leftTitle }, [
      make("p", { class: "admonition-title" }, [words.leftTitle]), make("p", {}, [words.leftText]), make("ul", {}, items)
    ]);
  };

  /* What can be done with all of them. */
  Mine.prototype.actions = function () {
    var mine = this;
    var words = this.words;
    var open = make("input", { type: "file", accept: ".xfdf,application/vnd.adobe.xfdf", multiple: "", class: "competent-hidden", tabindex: "-1", "aria-hidden": "true" });
    open.addEventListener("change", function () {
      mine.open(Array.from(open.files));
      open.value = ""; // so that the same file may be opened again
    });
    var line = make("div", { class: "answers__bar" });
    this.about.documents.forEach(function (document) {
      line.append(button(competent.say(words.saveFile, { document: document.title }), function () { mine.save(document); }));
    });
    line.append(button(words.openFile, function () { open.click(); }), open, button(words.print, function () { window.print(); }));
    if (competent.canKeep()) line.append(button(words.keepHere, function () { mine.keep(); }));
    line.append(button(words.takeOff, function () { mine.takeOff(); }));
    this.said = make("div", { class: "mine__said", role: "status" });
    return make("div", {}, [line, this.said]);
  };

  /* Give the reader a file of answers; its name. */
  function download(answers, document, parts, sheet) {
    var person = sheet.person;
    [["learner-name", person.name], ["learner-id", person.number]].forEach(function (detail) {
      if (detail[1]) answers.push({ field: detail[0], value: detail[1], words: "", time: Date.now() });
    });
    var name = competent.fileName(parts.concat(person.name, person.number), ".xfdf");
    var text = competent.toXfdf(document, answers, sheet.about);
    var address = URL.createObjectURL(new Blob([text], { type: "application/vnd.adobe.xfdf" }));
    var link = make("a", { href: address, download: name });
    sheet.box.append(link);
    link.click();
    link.remove();
    window.setTimeout(function () { URL.revokeObjectURL(address); }, 10000);
    return name;
  }

  /* The answers of one page, where a browser keeps those of each page apart. */
  competent.savePage = function (sheet) {
    var answers = [];
    sheet.questions.forEach(function (question) {
      var record = sheet.records.get(question.field);
      if (record && record.value && question.fits(record)) answers.push(record);
    });
    download(answers, "", [sheet.about.title], sheet);
  };

  Mine.prototype.save = function (document) {
    var mine = this;
    var answers = [];
    this.good.forEach(function (record) {
      if (mine.known.get(record.field).activity.document === document.id) answers.push(record);
    });
    var number = answers.length;
    var name = download(answers, document.file, [this.about.programme, document.id], this.sheet);
    this.tell(competent.say(this.words.savedFile, { file: name, number: number }));
  };

  Mine.prototype.tell = function (words) {
    this.said.replaceChildren(make("p", {}, [words]));
  };

  /* Files are shown before they are taken: what they hold, and where they differ from what is here. */
  Mine.prototype.open = function (files) {
    var mine = this;
    Promise.all(files.map(function (file) { return file.text(); })).then(function (texts) {
      var found = texts.map(competent.fromXfdf);
      if (!found.length || found.indexOf(null) >= 0) mine.tell(mine.words.noFile);
      else mine.compare([].concat.apply([], found));
    }).catch(function () { mine.tell(mine.words.noFile); });
  };

  Mine.prototype.compare = function (found) {
    var mine = this;
    var words = this.words;
    var take = new Map(); // what is not here yet, by its field
    var differ = [];
    var unknown = [];
    found.forEach(function (answer) {
      var empty = !answer.value || (answer.value === "Off" && !answer.words); // programs write so of what is not ticked
      if (empty || /^learner-(name|id)$/.test(answer.field)) return;
      var field = mine.known.get(answer.field);
      var other = take.get(answer.field);
      if (!field || (answer.words && answer.words !== field.words) || !mine.option(field, answer.value)) {
        unknown.push(answer);
      } else if (!mine.good.has(answer.field)) {
        if (other && other.value !== answer.value) unknown.push(answer.time > other.time ? other : answer);
        if (!other || answer.time > other.time) take.set(answer.field, answer);
      } else if (mine.good.get(answer.field).value !== answer.value) differ.push(answer);
    });
    var fresh = take.size;
    var list = make("ul", { class: "mine__differ" });
    differ.forEach(function (answer) { list.append(mine.difference(answer, take)); });
    var sum = competent.say(words.found, { fresh: fresh, differ: differ.length, unknown: unknown.length });
    var all = button(words.takeAll, function () {
      list.querySelectorAll("input[value=file]").forEach(function (choice) { choice.click(); });
    });
    var go = button(words.take, function () { mine.take(Array.from(take.values()), unknown); }, "md-button--primary");
    var stop = button(words.cancel, function () { mine.tell(""); });
    this.said.replaceChildren(make("p", {}, [sum]), list, differ.length ? all : "", " ", fresh + differ.length + unknown.length ? go : "", " ", stop);
  };

  Mine.prototype.difference = function (answer, take) {
    var mine = this;
    var field = this.known.get(answer.field);
    var name = "differ-" + answer.field;
    function choice(value, words, text) {
      var input = make("input", { type: "radio", name: name, value: value });
      input.checked = value === "here";
      input.addEventListener("change", function () {
        if (value === "file") take.set(answer.field, answer);
        else take.delete(answer.field);
      });
      return make("label", {}, [input, " ", make("em", {}, [words]), make("blockquote", { class: "answers__text" }, [mine.shown(field, text)])]);
    }
    var legend = make("legend", {}, [field.words]);
    var here = this.good.get(answer.field).value;
    return make("li", {}, [make("fieldset", {}, [legend, choice("here", this.words.keepMine, here), choice("file", this.words.takeTheirs, answer.value)])]);
  };

  /* Whether a field can have a value: any but one of a choice can. */
  Mine.prototype.option = function (field, value) {
    return !field.options || field.options.some(function (one) { return one[0] === value; });
  };

  Mine.prototype.shown = function (field, value) {
    var option = field.options && field.options.find(function (one) { return one[0] === value; });
    return option ? option[1] : value === "yes" ? this.words.ticked : value;
  };

  /* What was chosen is kept as if it had been typed; what does not fit a question is listed, and never takes the place of
     an answer that does. */
  Mine.prototype.take = function (fitting, unknown) {
    var mine = this;
    var answers = fitting.concat(unknown);
    var store = this.sheet.store;
    var work = answers.map(function (answer) {
      var field = mine.known.get(answer.field);
      var old = mine.good.get(answer.field);
      var option = field && field.options && field.options.find(function (one) { return one[0] === answer.value; });
      var record = {
        person: mine.sheet.person.id, field: answer.field, value: answer.value, words: answer.words || (field ? field.words : answer.field),
        said: option ? option[1] : "", page: field ? field.activity.page : "", title: field ? field.activity.title : "",
        pack: mine.sheet.about.pack, time: answer.time || Date.now()
      };
      if (unknown.indexOf(answer) >= 0) record.beside = true;
      return store.put(record, old && old.rev).then(function (next) { store.tell(next); });
    });
    return Promise.all(work).then(function () {
      return mine.read();
    }).then(function () {
      mine.tell(competent.say(mine.words.taken, { number: answers.length }));
    }, function () {
      mine.tell(mine.words.failed);
    });
  };

  /* Keep the pages of the programme on this device. */
  Mine.prototype.keep = function () {
    var mine = this;
    var words = this.words;
    var asked = competent.keepProgramme(this.about.programme, function (state) {
      if (state.failed) mine.tell(words.keepFailed);
      else if (state.number === state.of) mine.tell(words.keptHere);
      else if (state.number % 5 === 1) mine.tell(competent.say(words.keeping, state));
    });
    if (asked) asked.then(function (registration) { if (!registration) mine.tell(words.keepFailed); });
  };

  Mine.prototype.takeOff = function () {
    var mine = this;
    var words = this.words;
    var number = this.good.size + this.left.length;
    var ask = competent.say(words.takeOffAsk, { number: number });
    var sure = button(words.takeOffSure, function () {
      competent.forgetShares(mine.sheet.person.id);
      mine.sheet.store.forget(mine.sheet.person.id).then(function () {
        competent.changePerson("");
        return competent.whoWrites(mine.sheet.store);
      }).then(function (person) {
        mine.sheet.person = person;
        mine.sheet.head();
        return mine.read();
      }).then(function () { mine.tell(competent.say(words.takenOff, { number: number })); });
    }, "answers__danger");
    var from = document.activeElement;
    var stop = button(words.cancel, function () {
      mine.tell("");
      from.focus();
    });
    this.said.replaceChildren(make("p", {}, [ask]), sure, " ", stop);
    stop.focus();
  };

  competent.Mine = Mine;
})(window.competent);
