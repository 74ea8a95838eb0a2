/* Reading without a network, where a site is served in a way that browsers allow it: pages that were read are there again,
   whole programmes when somebody asks for them. A new version comes when the reader says so. */
(function (competent) {
  "use strict";

  var words = window.competentWords || {};
  var renewed = false;

  function place() {
    var app = document.querySelector("link[rel=manifest][href$='app.webmanifest']");
    return app && navigator.serviceWorker && window.isSecureContext && /^https?:$/.test(window.location.protocol);
  }

  /* A line that says that there is a new version; what was written stays. */
  function tell(worker) {
    if (document.querySelector(".competent-new")) return;
    var button = document.createElement("button");
    button.type = "button";
    button.className = "md-button answers__button";
    button.textContent = words.load;
    button.addEventListener("click", function () {
      renewed = true;
      worker.postMessage("now");
    });
    var line = document.createElement("div");
    line.className = "competent-new";
    line.setAttribute("role", "status");
    line.append(words.renewed + " ", button);
    document.body.append(line);
  }

  function begin() {
    if (!place()) return;
    var app = document.querySelector("link[rel=manifest]").href;
    navigator.serviceWorker.register(new URL("sw.js", app).href).then(function (registration) {
      if (registration.waiting && navigator.serviceWorker.controller) tell(registration.waiting);
      registration.addEventListener("updatefound", function () {
        var worker = registration.installing;
        worker.addEventListener("statechange", function () {
          if (worker.state === "installed" && navigator.serviceWorker.controller) tell(worker);
        });
      });
    }, function () {}); // a server without the file, such as that of another generator
    navigator.serviceWorker.addEventListener("controllerchange", function () {
      if (renewed) window.location.reload();
    });
  }

  /* Keep a programme on this device; `said(state)` hears how far it is. Null where it cannot be kept. */
  competent.keepProgramme = function (programme, said) {
    if (!place()) return null;
    return navigator.serviceWorker.getRegistration().then(function (registration) {
      if (!registration || !registration.active) return null;
      var channel = new MessageChannel();
      channel.port1.onmessage = function (event) { said(event.data); };
      registration.active.postMessage({ keep: programme }, [channel.port2]);
      return registration;
    });
  };

  competent.canKeep = place;
  begin();
})(window.competent);
