/* Answers as a file: XFDF, which programs for PDF read into the workbook, and which this page reads back. */
(function (competent) {
  "use strict";

  var SPACE = "http://ns.adobe.com/xfdf/";
  var OURS = "https://competent.invalid/answers";
  var MOST = 20000000;

  function escaped(text) {
    var safe = text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\ud800-\udfff]/g, "");
    return safe.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;").replace(/\r?\n/g, "&#10;");
  }

  /* The file for answers [{ field, value, words, time }]. */
  competent.toXfdf = function (document, answers, about) {
    var lines = answers.map(function (answer) {
      var ours = ' c:words="' + escaped(answer.words) + '" c:time="' + new Date(answer.time).toISOString() + '"';
      return '    <field name="' + escaped(answer.field) + '"' + ours + "><value>" + escaped(answer.value) + "</value></field>";
    });
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<xfdf xmlns="' + SPACE + '" xmlns:c="' + OURS + '" xml:space="preserve" c:programme="' + escaped(about.scope) + '">',
      '  <f href="' + escaped(document) + '"/>',
      "  <fields>"
    ].concat(lines, ["  </fields>", "</xfdf>", ""]).join("\n");
  };

  /* The answers of a file [{ field, value, words, time }]; null where it is none. Fields may lie in one another. */
  competent.fromXfdf = function (text) {
    if (text.length > MOST || /<!DOCTYPE/i.test(text)) return null;
    var tree = new DOMParser().parseFromString(text, "application/xml");
    if (tree.querySelector("parsererror") || !tree.documentElement || tree.documentElement.localName !== "xfdf") return null;
    var found = [];
    Array.from(tree.getElementsByTagNameNS("*", "value")).forEach(function (value) {
      var names = [];
      for (var at = value.parentElement; at && at.localName === "field"; at = at.parentElement) names.unshift(at.getAttribute("name") || "");
      var field = value.parentElement;
      if (!names.length) return;
      found.push({
        field: names.join("."), value: value.textContent, words: field.getAttributeNS(OURS, "words"),
        time: Date.parse(field.getAttributeNS(OURS, "time")) || 0
      });
    });
    return found;
  };

  /* A name for a file, of plain letters, digits and hyphens. */
  competent.fileName = function (parts, ending) {
    var words = parts.map(function (part) {
      return part.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 40);
    });
    return words.filter(Boolean).join("-") + ending;
  };
})(window.competent);
