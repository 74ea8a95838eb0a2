/* The line at the head of a page that says whose answers these are, and lets somebody else begin. */
(function (competent) {
  "use strict";

  var make = competent.make;
  var button = competent.button;

  function named(words, person) {
    if (!person.name) return words.nobody;
    return competent.say(person.number ? words.whoNumber : words.who, person);
  }

  function box(words, value, longest) {
    var input = make("input", { type: "text", class: "answers__input", maxlength: longest, autocomplete: "off" });
    input.value = value;
    return { input: input, label: make("label", { class: "answers__field" }, [words, input]) };
  }

  function form(sheet, shut) {
    var words = sheet.words;
    var name = box(words.name, sheet.person.name, 80);
    var number = box(words.number, sheet.person.number, 40);
    var said = make("p", { class: "kept__state--failed", role: "alert" });
    var save = make("button", { type: "submit", class: "md-button md-button--primary answers__button" }, [words.save]);
    var whole = make("form", { class: "answers__form" }, [name.label, number.label, save, button(words.cancel, shut), said]);
    whole.addEventListener("submit", function (event) {
      event.preventDefault();
      competent.namePerson(sheet.store, sheet.person, name.input.value, number.input.value).then(shut, function () {
        said.textContent = words.failed;
      });
    });
    return whole;
  }

  /* Those who have written on this computer before, and a way to begin anew. */
  function others(sheet, shut) {
    var words = sheet.words;
    var list = make("div", { class: "answers__form" }, [make("p", {}, [words.notMeText])]);
    /* Who has written without a name is found again too. */
    function go(id) {
      function leave() {
        competent.changePerson(id);
        window.location.reload();
      }
      sheet.store.putPerson(sheet.person).then(leave, leave);
    }
    list.append(button(words.someoneNew, function () { go(""); }));
    sheet.store.people().then(function (people) {
      people.forEach(function (person) {
        if (person.id !== sheet.person.id) list.append(button(named(words, person), function () { go(person.id); }));
      });
      list.append(button(words.cancel, shut));
    });
    return list;
  }

  /* Some browsers keep the answers of each page apart that is opened from disk. */
  competent.apart = function () {
    return window.location.protocol === "file:" && window.location.origin === "null";
  };

  competent.whoBar = function (sheet) {
    var words = sheet.words;
    var line = make("span", { class: "answers__who" }, [named(words, sheet.person)]);
    var bar = make("div", { class: "answers__bar", role: "group", "aria-label": words.whose }, [line]);
    var open = null;
    var opener = null; // the button that opened it, to which the focus goes back
    var tell = button(sheet.person.name ? words.change : words.tell, function () { show(form)(); });
    function shut() {
      if (open) {
        open.remove();
        opener.focus();
      }
      open = null;
      line.textContent = named(words, sheet.person);
      tell.textContent = sheet.person.name ? words.change : words.tell;
    }
    function show(made) {
      return function () {
        shut();
        opener = document.activeElement;
        open = made(sheet, shut);
        bar.append(open);
        var first = open.querySelector("input, button");
        if (first) first.focus();
      };
    }
    bar.append(tell);
    bar.append(button(words.notMe, show(others)));
    if (competent.apart()) bar.append(make("p", { class: "mine__apart" }, [words.apart]), button(words.savePage, function () {
      competent.withPart("Mine", function () { competent.savePage(sheet); });
    }));
    var mine = sheet.box.querySelector(".kept__mine");
    if (mine) bar.append(make("a", { class: "answers__link", href: mine.getAttribute("href") }, [mine.textContent]));
    return bar;
  };
})(window.competent);
