/* Whose answers these are. One browser may serve several people: each has a name and a number, typed once, and answers of
   their own. */
(function (competent) {
  "use strict";

  var HERE = "competent-person";

  function place() {
    return HERE + ":" + competent.scope;
  }

  function remembered() {
    try {
      return window.localStorage.getItem(place());
    } catch (error) {
      return null;
    }
  }

  function remember(id) {
    try {
      if (id) window.localStorage.setItem(place(), id);
      else window.localStorage.removeItem(place());
    } catch (error) {
      // it holds until the page is left
    }
  }

  function fresh() {
    var signs = new Uint32Array(2);
    window.crypto.getRandomValues(signs);
    return Array.from(signs).map(function (sign) { return sign.toString(36); }).join("");
  }

  /* Who writes here: the last who did, or somebody new. */
  competent.whoWrites = function (store) {
    return store.people().then(function (people) {
      var id = remembered() || fresh();
      remember(id);
      return people.find(function (person) { return person.id === id; }) || { id: id, name: "", number: "" };
    });
  };

  competent.namePerson = function (store, person, name, number) {
    person.name = name.trim();
    person.number = number.trim();
    return store.putPerson(person);
  };

  /* Somebody else sits down: their answers begin empty, and those of the one before stay. `id` is that of somebody who
     has written here before. */
  competent.changePerson = function (id) {
    remember(id || fresh());
  };

  /* Told when another window changes who writes: what stands here is no longer theirs. */
  competent.onChange = function (change) {
    window.addEventListener("storage", function (event) {
      if (event.key === place() && event.newValue) change();
    });
  };
})(window.competent);
