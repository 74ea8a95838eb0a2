/* Keeps pages for when there is no network. What is kept of one version of the site goes together: a page never meets the
   script of another version. The build puts these first: VERSION, a hash of all files; NAME, what caches of this site begin
   with; CORE, what every page needs; PARTS, the files of each programme; LOST, what is said of a page that is not here. */
(function () {
  "use strict";

  var CACHE = NAME + VERSION;

  function whole(path) {
    return new URL(path, self.registration.scope).href;
  }

  function fetched(cache, address) {
    return fetch(address, { cache: "no-cache" }).then(function (answer) {
      if (answer.ok) return cache.put(address, answer);
      return undefined;
    });
  }

  /* What was here before in another version is fetched again: whoever kept a programme keeps it. */
  function install() {
    return Promise.all([caches.open(CACHE), caches.keys()]).then(function (found) {
      var cache = found[0];
      var old = found[1].filter(function (name) { return name.indexOf(NAME) === 0 && name !== CACHE; });
      return Promise.all(old.map(function (name) {
        return caches.open(name).then(function (one) { return one.keys(); });
      })).then(function (kept) {
        var addresses = new Set(CORE.map(whole));
        kept.flat().forEach(function (request) { addresses.add(request.url); });
        return Promise.all(Array.from(addresses, function (address) { return fetched(cache, address); }));
      });
    });
  }

  function activate() {
    return caches.keys().then(function (names) {
      return Promise.all(names.filter(function (name) {
        return name.indexOf(NAME) === 0 && name !== CACHE;
      }).map(function (name) { return caches.delete(name); }));
    });
  }

  function answer(request) {
    return caches.open(CACHE).then(function (cache) {
      return cache.match(request, { ignoreSearch: true }).then(function (kept) {
        if (kept) return kept;
        return fetch(request).then(function (fresh) {
          if (fresh.ok && fresh.status === 200 && !/\.(pdf|zip)$/.test(new URL(request.url).pathname)) cache.put(request, fresh.clone());
          return fresh;
        }, function (error) {
          if (request.mode !== "navigate") throw error;
          return new Response(LOST, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
        });
      });
    });
  }

  /* Keep all of a programme, and say how far it has got. */
  function keep(programme, port) {
    var paths = PARTS[programme] || [];
    var number = 0;
    return caches.open(CACHE).then(function (cache) {
      return paths.reduce(function (before, path) {
        return before.then(function () { return fetched(cache, whole(path)); }).then(function () {
          number += 1;
          port.postMessage({ number: number, of: paths.length });
        });
      }, Promise.resolve());
    }).catch(function () { port.postMessage({ failed: true }); });
  }

  self.addEventListener("install", function (event) { event.waitUntil(install()); });
  self.addEventListener("activate", function (event) { event.waitUntil(activate()); });
  self.addEventListener("fetch", function (event) {
    if (event.request.method === "GET" && event.request.url.indexOf(self.registration.scope) === 0) {
      event.respondWith(answer(event.request));
    }
  });
  self.addEventListener("message", function (event) {
    if (event.data === "now") self.skipWaiting();
    else if (event.data && event.data.keep) event.waitUntil(keep(event.data.keep, event.ports[0]));
  });
})();
