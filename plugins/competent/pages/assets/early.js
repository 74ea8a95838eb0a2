/* Runs before the theme's own script: the search index comes when somebody searches, and a search that finds nothing is
   tried once more with simpler words. */
(function () {
  "use strict";

  /* The index of a programme is bigger than its page: nobody loads it who does not search. */
  var INDEX = /search\/search_index\.json/;
  var wanted = /[?&][qh]=/.test(location.search);
  var waiting = [];
  var open = XMLHttpRequest.prototype.open;
  var send = XMLHttpRequest.prototype.send;

  XMLHttpRequest.prototype.open = function (method, url) {
    this.competentIndex = INDEX.test(String(url));
    return open.apply(this, arguments);
  };
  XMLHttpRequest.prototype.send = function () {
    var request = this;
    var given = arguments;
    if (wanted || !this.competentIndex) return send.apply(request, given);
    waiting.push(function () { send.apply(request, given); });
  };

  function begin(event) {
    var part = event.target;
    if (wanted || !part.closest || !part.closest("#__search, [data-md-component=search-query]")) return;
    wanted = true;
    waiting.splice(0).forEach(function (go) { go(); });
  }
  document.addEventListener("focusin", begin);
  document.addEventListener("change", begin);

  /* Messages to and from the program that searches, as the theme numbers them. */
  var QUERY = 2;
  var RESULT = 3;
  var SIGNS = /["+\-:^~*]/;

  function words(query) {
    return query.trim().split(/\s+/);
  }

  /* Words such as “or” are part of a question, not of what is looked for. Every word finds longer ones, so that one
     thing finds many too. */
  function plain(query) {
    if (SIGNS.test(query)) return query;
    var kept = words(query).filter(function (word) { return !/^[a-z]{1,2}$/.test(word); });
    return (kept.length ? kept : words(query)).map(single).join(" ");
  }

  function single(word) {
    return /^[a-z]{3,}[^s]s$/i.test(word) ? word.slice(0, -1) : word;
  }

  function withY(word) {
    return /.{3}ie$/i.test(word) ? word.slice(0, -2) + "y" : word;
  }

  function nearly(word) {
    return word.length > 4 ? word + "~1" : word;
  }

  /* “query” for “queries”, then words with one letter wrong. */
  function otherWays(query) {
    if (SIGNS.test(query)) return [];
    var one = words(query).map(withY);
    return [one.join(" "), one.map(nearly).join(" ")].filter(function (way) { return way !== query; });
  }

  function patient(worker) {
    var ask = worker.postMessage.bind(worker);
    var ways = [];
    var open = 0;
    worker.postMessage = function (message) {
      if (!message || message.type !== QUERY) return ask(message);
      var query = plain(message.data);
      ways = otherWays(query);
      open += 1;
      ask({ type: QUERY, data: query });
    };
    worker.addEventListener("message", function (event) {
      var said = event.data;
      if (!said || said.type !== RESULT) return;
      open -= 1;
      if (open > 0 || !said.data || said.data.items.length || !ways.length) return;
      event.stopImmediatePropagation();
      open += 1;
      ask({ type: QUERY, data: ways.shift() });
    });
    return worker;
  }

  var Known = window.Worker;
  if (Known) window.Worker = function (address, options) { return patient(new Known(address, options)); };
})();
