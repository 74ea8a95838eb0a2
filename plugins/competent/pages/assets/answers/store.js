/* Where answers are kept: in this browser's database, each with the words of its question and the time. Nothing is written
   over that the writer has not seen. Where the browser refuses its database, its smaller store is taken, and where it
   refuses that too, every writing says so.

   A record is { person, field, value, words, said, page, title, pack, time, rev, others }: `words` are those of the question
   as they stood on the page, `said` those of the option that was chosen, `rev` counts the writings, `others` are values
   that another window wrote meanwhile. One with `beside` does not take the place of what is here: it is kept beside it. */
(function (competent) {
  "use strict";

  var VERSION = 1;
  var MOST_OTHERS = 200;

  function asked(request) {
    return new Promise(function (good, bad) {
      request.onsuccess = function () { good(request.result); };
      request.onerror = function () { bad(request.error); };
    });
  }

  function done(transaction) {
    return new Promise(function (good, bad) {
      transaction.oncomplete = function () { good(); };
      transaction.onerror = transaction.onabort = function () { bad(transaction.error || new Error("stopped")); };
    });
  }

  function withOther(others, record) {
    var other = { value: record.value, said: record.said, words: record.words, time: record.time };
    return (others || []).concat(other).slice(-MOST_OTHERS);
  }

  /* What is kept after `given` was written by somebody who had seen revision `seen` of `old`. */
  function joined(old, given, seen) {
    if (given.beside && old && old.value) {
      return Object.assign({}, old, { rev: old.rev + 1, others: withOther(old.others, given) });
    }
    var next = Object.assign({}, given, { rev: (old ? old.rev : 0) + 1, others: (old && old.others) || [] });
    if (old && old.rev !== seen && old.value && old.value !== given.value) {
      next.others = withOther(next.others, old);
    }
    return next;
  }

  /* The browser's database. */
  function Database(db) {
    this.db = db;
    this.kind = "database";
  }

  Database.open = function (name) {
    return new Promise(function (good, bad) {
      var request;
      try {
        request = window.indexedDB.open(name, VERSION);
      } catch (error) {
        bad(error);
        return;
      }
      request.onupgradeneeded = function () {
        request.result.createObjectStore("answers", { keyPath: ["person", "field"] });
        request.result.createObjectStore("people", { keyPath: "id" });
      };
      request.onsuccess = function () {
        request.result.onversionchange = function () { request.result.close(); };
        good(new Database(request.result));
      };
      request.onerror = request.onblocked = function () { bad(request.error || new Error("blocked")); };
    });
  };

  Database.prototype.all = function (person) {
    var range = IDBKeyRange.bound([person], [person, []]);
    return asked(this.db.transaction("answers").objectStore("answers").getAll(range));
  };

  Database.prototype.put = function (record, seen) {
    var transaction = this.db.transaction("answers", "readwrite");
    var store = transaction.objectStore("answers");
    var next;
    var request = store.get([record.person, record.field]);
    request.onsuccess = function () {
      next = joined(request.result, record, seen);
      store.put(next);
    };
    return done(transaction).then(function () { return next; });
  };

  Database.prototype.people = function () {
    return asked(this.db.transaction("people").objectStore("people").getAll());
  };

  Database.prototype.putPerson = function (person) {
    var transaction = this.db.transaction("people", "readwrite");
    transaction.objectStore("people").put(person);
    return done(transaction);
  };

  Database.prototype.forget = function (person) {
    var transaction = this.db.transaction(["answers", "people"], "readwrite");
    transaction.objectStore("answers").delete(IDBKeyRange.bound([person], [person, []]));
    transaction.objectStore("people").delete(person);
    return done(transaction);
  };

  /* The browser's smaller store: the same, a key for each record. */
  function Small(area, name) {
    this.area = area;
    this.name = name + ":";
    this.kind = "small";
  }

  Small.prototype.found = function (start) {
    var found = [];
    for (var place = 0; place < this.area.length; place += 1) {
      var key = this.area.key(place);
      if (key.indexOf(this.name + start) === 0) found.push(JSON.parse(this.area.getItem(key)));
    }
    return found;
  };

  Small.prototype.all = function (person) {
    return Promise.resolve(this.found("answer:" + person + ":"));
  };

  Small.prototype.put = function (record, seen) {
    var key = this.name + "answer:" + record.person + ":" + record.field;
    try {
      var next = joined(JSON.parse(this.area.getItem(key)), record, seen);
      this.area.setItem(key, JSON.stringify(next));
      return Promise.resolve(next);
    } catch (error) {
      return Promise.reject(error);
    }
  };

  Small.prototype.people = function () {
    return Promise.resolve(this.found("person:"));
  };

  Small.prototype.putPerson = function (person) {
    try {
      this.area.setItem(this.name + "person:" + person.id, JSON.stringify(person));
      return Promise.resolve();
    } catch (error) {
      return Promise.reject(error);
    }
  };

  Small.prototype.forget = function (person) {
    var area = this.area;
    var starts = [this.name + "answer:" + person + ":", this.name + "person:" + person];
    Object.keys(area).forEach(function (key) {
      if (starts.some(function (start) { return key.indexOf(start) === 0; })) area.removeItem(key);
    });
    return Promise.resolve();
  };

  /* Nothing can be kept: what is written is refused, so that the page says so. */
  function Nowhere() {
    this.kind = "nowhere";
  }

  Nowhere.prototype.all = Nowhere.prototype.people = function () { return Promise.resolve([]); };
  Nowhere.prototype.put = Nowhere.prototype.putPerson = function () { return Promise.reject(new Error("nowhere")); };
  Nowhere.prototype.forget = function () { return Promise.resolve(); };

  function small(name) {
    try {
      return new Small(window.localStorage, name);
    } catch (error) {
      return new Nowhere();
    }
  }

  /* The store called `name`, and what other windows tell of it: `heard(record)` for each that they write. */
  competent.openStore = function (name, heard) {
    return Database.open(name).catch(function () { return small(name); }).then(function (store) {
      var channel = window.BroadcastChannel ? new window.BroadcastChannel(name) : null;
      if (channel) channel.onmessage = function (event) { heard(event.data); };
      window.addEventListener("storage", function (event) {
        if (event.newValue && event.key && event.key.indexOf(name + ":answer:") === 0) heard(JSON.parse(event.newValue));
      });
      store.tell = function (record) { if (channel) channel.postMessage(record); };
      return store;
    });
  };
})(window.competent = window.competent || {});
