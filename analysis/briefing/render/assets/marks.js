// The marks of a live chart: each tells its words and the source of its number, under the pointer, on
// a click or tap, which holds it open, and by keyboard: the chart takes the Tab key once, the arrow
// keys go from mark to mark, Enter opens, Escape closes.
// Not done here: drawing (charts.js), the box that shows a source (page.js).
(function () {
  "use strict";
  var held = false;
  // The source of a row: that of its amount, or the first that it has.
  function sourceOf(row) {
    var names = Object.keys(row).filter(function (name) { return name.endsWith("_src") && row[name]; });
    return row.amount_src || row[names[0]];
  }
  function wordsOf(value) {
    return typeof value !== "object" ? String(value)
      : Object.keys(value).map(function (key) { return (key.trim() ? key + " " : "") + value[key]; }).join(" · ");
  }
  function tell(item, at) { window.showSource(sourceOf(item.datum), at, wordsOf(item.tooltip)); }
  function place(event) {
    return { left: event.clientX + 8, top: event.clientY, bottom: event.clientY + 4 };
  }
  // As Vega calls it while the pointer moves.
  function point(handler, event, item, value) {
    if (value && item.datum) { held = false; tell(item, place(event)); }
    else if (!held) { window.hideSource(); }
  }
  // The drawn marks that tell something, in their order; of several for one number the first.
  function marksOf(live) {
    var told = new Set();
    return Array.from(live.querySelectorAll("svg path, svg line")).filter(function (mark) {
      var item = mark.__data__;
      if (!item || !item.tooltip || !item.datum || !sourceOf(item.datum)) { return false; }
      var key = sourceOf(item.datum) + wordsOf(item.tooltip);
      return !told.has(key) && told.add(key);
    });
  }
  function attend(live, view) {
    var at = -1, marks = marksOf(live);
    function go(to) {
      if (marks[at]) { marks[at].classList.remove("is-at"); }
      at = to;
      if (!marks[at]) { return; }
      marks[at].classList.add("is-at");
      tell(marks[at].__data__, marks[at].getBoundingClientRect());
    }
    view.addEventListener("click", function (event, item) {
      if (!item || !item.tooltip || !item.datum) { window.hideSource(); return; }
      tell(item, place(event));
      held = true;
    });
    live.tabIndex = 0;
    live.setAttribute("role", "application");
    live.onkeydown = function (event) {
      var step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      var to = event.key === "Home" ? 0 : event.key === "End" ? marks.length - 1
        : event.key === "Enter" ? Math.max(0, at)
        : step ? Math.min(marks.length - 1, Math.max(0, at + step)) : null;
      if (to !== null) { event.preventDefault(); held = true; go(to); }
    };
    live.onblur = function () { held = false; go(-1); window.hideSource(); };
  }
  window.chartMarks = { point: point, attend: attend };
})();
