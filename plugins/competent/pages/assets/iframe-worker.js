/* Lets search work in pages that are opened from disk, where browsers allow no workers: the program that searches runs in a
   hidden frame. The frame holds no script but that program, so the policy of the page allows it. */
(function () {
  "use strict";

  if (window.location.protocol !== "file:") return;

  function loaded(place, address) {
    return new Promise(function (good, bad) {
      var script = place.createElement("script");
      script.src = address;
      script.addEventListener("load", function () { good(); });
      script.addEventListener("error", function () { bad(new Error(address)); });
      place.body.append(script);
    });
  }

  window.Worker = class extends EventTarget {
    constructor(address) {
      super();
      var worker = this;
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      document.body.append(this.frame);
      var inside = this.frame.contentWindow;
      inside.postMessage = function (said) { worker.hear(said); };
      inside.importScripts = function () {
        return Array.from(arguments).reduce(function (before, one) {
          return before.then(function () { return loaded(inside.document, one); });
        }, Promise.resolve());
      };
      this.ready = loaded(inside.document, String(address));
    }

    /* As between a page and a worker: a copy of what is said, and later. */
    hear(said) {
      var worker = this;
      var event = new MessageEvent("message", { data: structuredClone(said) });
      window.setTimeout(function () {
        worker.dispatchEvent(event);
        if (worker.onmessage) worker.onmessage(event);
      });
    }

    postMessage(said) {
      var inside = this.frame.contentWindow;
      var event = new MessageEvent("message", { data: structuredClone(said) });
      this.ready.then(function () { inside.dispatchEvent(event); });
    }

    terminate() {
      this.frame.remove();
    }
  };
})();
