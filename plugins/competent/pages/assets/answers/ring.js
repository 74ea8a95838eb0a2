/* How far one is, beside each section of the menu. A page notes its own share when it is read or written in; one that was
   never opened has none. */
(function (competent) {
  "use strict";

  var KEY = "competent-shares";

  function kept(person) {
    try {
      return JSON.parse(window.localStorage.getItem([KEY, competent.scope, person].join(":"))) || {};
    } catch (error) {
      return {};
    }
  }

  function keep(person, shares) {
    try {
      window.localStorage.setItem([KEY, competent.scope, person].join(":"), JSON.stringify(shares));
    } catch (error) {
      // a browser that keeps nothing
    }
  }

  /* Of the questions of a page, how many have something: of ticks and of cells, one counts for all. */
  function share(sheet) {
    var answered = new Map();
    sheet.questions.forEach(function (question) {
      var answer = question.fields[0].closest(".answer");
      answered.set(answer, answered.get(answer) || question.value() !== "");
    });
    return [Array.from(answered.values()).filter(Boolean).length, answered.size];
  }

  function ring(found, words) {
    var said = competent.say(words.answered, { number: found[0], of: found[1] });
    var hidden = competent.make("span", { class: "competent-hidden" }, [" (" + said + ")"]);
    var whole = competent.make("span", { class: "ring" + (found[0] === found[1] ? " ring--whole" : "") }, [hidden]);
    whole.style.setProperty("--share", Math.round(100 * found[0] / found[1]) + "%");
    return whole;
  }

  competent.showShares = function (sheet) {
    var shares = kept(sheet.person.id);
    if (sheet.questions.size) {
      shares[window.location.pathname] = share(sheet);
      keep(sheet.person.id, shares);
    }
    document.querySelectorAll(".md-nav--primary a.md-nav__link[href]").forEach(function (link) {
      var old = link.querySelector(".ring");
      var found = shares[new URL(link.href).pathname];
      if (old) old.remove();
      if (found && found[0] && link.hash === "") link.append(ring(found, sheet.words));
    });
  };

  competent.forgetShares = function (person) {
    keep(person, {});
  };
})(window.competent);
