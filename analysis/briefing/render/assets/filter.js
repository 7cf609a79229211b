// Narrows the page down to a project, to a table: hides what says that it is about others (the
// attributes data-project and data-table), and tells how much is shown. Print shows all (page.css).
(function () {
  "use strict";
  var form = document.getElementById("filters");
  if (!form) { return; }
  var kinds = ["project", "table"];
  var status = form.querySelector("[role=status]");
  function wanted(kind) { return form.elements[kind].value; }
  function fits(element) {
    return kinds.every(function (kind) {
      var own = element.getAttribute("data-" + kind);
      return own === null || !wanted(kind) || own.split("|").includes(wanted(kind));
    });
  }
  function keep(row) {
    return kinds.every(function (kind) { return !(kind in row) || !wanted(kind) || row[kind] === wanted(kind); });
  }
  // What is counted; pandoc gives the attributes of a heading to its section as well.
  function things(thing, within) {
    return Array.from(within.querySelectorAll("[data-thing=" + thing + "]:not(h3, h4)"));
  }
  function hide(element, hidden) { element.classList.toggle("is-filtered", hidden); }

  function apply(drawn) {
    document.querySelectorAll("[data-project], [data-table]").forEach(function (element) {
      // A card holds a finding and others of its kind: it stays while one of them fits (below).
      if (element.matches(".finding section, .finding h4")) { return; }
      hide(element.matches("span") ? element.closest("li") || element : element, !fits(element));
    });
    document.querySelectorAll(".finding, .weak-findings").forEach(function (box) {
      hide(box, !things("finding", box).some(fits));
    });
    document.querySelectorAll(".contents li").forEach(function (entry) {
      var link = entry.querySelector("a[href^='#']");
      var target = link && document.getElementById(link.getAttribute("href").slice(1));
      hide(entry, Boolean(target && target.classList.contains("is-filtered")));
    });
    tell();
    if (!drawn) { window.drawCharts(keep); }
  }

  // "Shown: 1 of 6 projects, …", in the words that the form brings.
  function tell() {
    var counts = ["project", "finding", "table", "source"].map(function (thing) {
      var all = things(thing, document);
      return all.length && status.getAttribute("data-say-" + thing)
        .replace("{shown}", all.filter(fits).length).replace("{all}", all.length);
    });
    var list = counts.filter(Boolean).join(status.getAttribute("data-say-comma"));
    status.textContent = status.getAttribute("data-say-said").replace("{list}", list);
  }

  // A link to what is hidden shows all again, so that it leads somewhere.
  function follow(hash) {
    var target = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
    if (!target || !target.closest(".is-filtered")) { return; }
    form.reset();
    window.setTimeout(function () { target.scrollIntoView(); });
  }

  form.addEventListener("change", function () { apply(); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () { window.setTimeout(apply); });
  window.addEventListener("hashchange", function () { follow(window.location.hash); });
  form.hidden = false;
  // A browser may remember the choice of the last visit.
  apply(!kinds.some(wanted));
  follow(window.location.hash);
})();
