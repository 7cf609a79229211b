// Makes the charts live, from the specifications in the page; again with fewer rows where the reader
// narrows the page down. Without scripts, and in print, the charts are pictures.
// Not done here: what a mark tells (marks.js), choosing the rows (filter.js).
(function () {
  "use strict";
  // On a narrow screen a chart is drawn from its other specification: names above the bars.
  var narrow = window.matchMedia("(max-width: 40rem)");
  // A chart takes part in the choice when its rows say what they are about.
  function takesPart(spec) {
    return Object.values(spec.datasets || {}).some(function (rows) {
      return rows.some(function (row) { return "project" in row || "table" in row; });
    });
  }
  // Leave out what has lost its rows: a panel of many, or the whole chart. Say whether any is left.
  function prune(view, empty) {
    if (view.data && empty.has(view.data.name)) { return false; }
    var kinds = ["layer", "hconcat", "vconcat"].filter(function (kind) { return view[kind]; });
    kinds.forEach(function (kind) {
      view[kind] = view[kind].filter(function (part) { return prune(part, empty); });
    });
    return !kinds.length || kinds.some(function (kind) { return view[kind].length > 0; });
  }
  function cut(spec, keep) {
    var empty = new Set();
    Object.keys(spec.datasets).forEach(function (name) {
      var before = spec.datasets[name].length;
      spec.datasets[name] = spec.datasets[name].filter(keep);
      if (before && !spec.datasets[name].length) { empty.add(name); }
    });
    return prune(spec, empty);
  }
  var kept;
  // Draws all charts; with `keep`, a test of a row, those that take part, with the rows it leaves,
  // and with `all` the others, too.
  window.drawCharts = function (keep, all) {
    kept = keep;
    if (typeof window.vegaEmbed !== "function") { return Promise.resolve(); }
    var drawn = Array.from(document.querySelectorAll("script.chart-spec"), function (script) {
      var box = script.parentNode, other = box.querySelector("script.chart-narrow");
      var spec = JSON.parse((narrow.matches && other ? other : script).textContent);
      var chosen = keep && takesPart(spec);
      if (keep && !chosen && !all) { return null; }
      if (chosen) {
        var left = cut(spec, keep);
        box.closest("figure").classList.toggle("is-filtered", !left);
        if (!left) { return null; }
      }
      var live = box.querySelector(".chart-live");
      return window.vegaEmbed(live, spec, { actions: false, renderer: "svg", tooltip: window.chartMarks.point })
        .then(function (drawing) {
          // The box is the picture, with its words; the parts inside say nothing to a listener.
          live.querySelector("svg").setAttribute("aria-hidden", "true");
          box.classList.add("is-live");
          window.chartMarks.attend(live, drawing.view);
        });
    });
    return Promise.all(drawn);
  };
  window.drawCharts();
  narrow.addEventListener("change", function () { window.drawCharts(kept, true); });
})();
