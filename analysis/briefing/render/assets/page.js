// Shows the source of a number beside it. Without scripts the numbers are links to the list of
// sources. In a table one number takes the Tab key; the arrow keys lead to the others.
// Not done here: drawing charts (charts.js), narrowing down (filter.js).
(function () {
  "use strict";
  var open = null;
  // One box for all sources, which is there from the start: what it comes to say is read out.
  var box = document.createElement("div");
  box.className = "popover";
  box.id = "popover";
  box.hidden = true;
  box.setAttribute("role", "tooltip");
  document.getElementById("content").appendChild(box);
  function close() {
    if (!open) { return; }
    if (open.link) { open.link.removeAttribute("aria-describedby"); }
    box.replaceChildren();
    box.hidden = true;
    open = null;
  }
  function show(link) {
    if (open && open.link === link) { return; }
    if (showSource(link.getAttribute("href").slice("#src-".length), link.getBoundingClientRect())) {
      link.setAttribute("aria-describedby", "popover");
      open.link = link;
    }
  }
  // Shows a source beside a place of the window; what stands above it (text) is optional.
  function showSource(number, at, above) {
    var source = document.getElementById("src-" + number);
    close();
    if (!source && !above) { return false; }
    // A link is described by the box, and so read with it; a mark of a chart is not.
    box.setAttribute("aria-live", above ? "polite" : "off");
    box.hidden = false;
    if (source) { box.innerHTML = source.innerHTML; }
    if (above) {
      var head = document.createElement("p");
      head.className = "popover-head";
      head.textContent = above;
      box.prepend(head);
    }
    var left = Math.min(at.left, document.documentElement.clientWidth - box.offsetWidth - 12);
    box.style.left = Math.max(12, left) + window.scrollX + "px";
    var below = at.bottom + 6 + box.offsetHeight < window.innerHeight || at.top < box.offsetHeight + 12;
    box.style.top = window.scrollY + (below ? at.bottom + 6 : at.top - box.offsetHeight - 6) + "px";
    open = { link: null };
    return true;
  }
  window.showSource = showSource;
  window.hideSource = close;
  function figure(event) { return event.target.closest ? event.target.closest("a.fig") : null; }
  document.addEventListener("pointerover", function (event) {
    if (event.pointerType !== "mouse") { return; }
    var link = figure(event);
    if (link) { show(link); }
    else if (open && open.link && !box.contains(event.target) && document.activeElement !== open.link) { close(); }
  });
  document.addEventListener("focusin", function (event) { var link = figure(event); if (link) { show(link); } });
  document.addEventListener("focusout", function (event) { if (figure(event)) { close(); } });
  document.addEventListener("click", function (event) {
    var link = figure(event);
    if (link) { event.preventDefault(); show(link); }
    else if (open && !box.contains(event.target) && !event.target.closest(".chart-live")) { close(); }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { close(); }
    var link = figure(event);
    if (event.key === "Enter" && link) { event.preventDefault(); show(link); }
    var next = link && inTable(link, event.key);
    if (next) { event.preventDefault(); next.focus(); }
  });

  // The number of a table that an arrow key leads to from another.
  function inTable(link, key) {
    var cell = link.closest("td"), row = cell && cell.parentNode;
    if (!cell) { return null; }
    var body = row.parentNode, rows = Array.from(body.rows);
    var all = Array.from(body.querySelectorAll("a.fig"));
    if (key === "ArrowRight") { return all[all.indexOf(link) + 1]; }
    if (key === "ArrowLeft") { return all[all.indexOf(link) - 1]; }
    var step = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
    for (var at = rows.indexOf(row) + step; step && rows[at]; at += step) {
      var found = rows[at].cells[cell.cellIndex];
      if (found && found.querySelector("a.fig")) { return found.querySelector("a.fig"); }
    }
    return null;
  }
  document.querySelectorAll("table").forEach(function (table) {
    table.querySelectorAll("tbody a.fig").forEach(function (link, place) { if (place) { link.tabIndex = -1; } });
  });
  document.addEventListener("focusin", function (event) {
    var link = figure(event), table = link && link.closest("table");
    if (!table) { return; }
    table.querySelectorAll('a.fig[tabindex="0"], a.fig:not([tabindex])').forEach(function (other) { other.tabIndex = -1; });
    link.tabIndex = 0;
  });

  // A box that scrolls sideways can be reached with the keyboard; one that does not is no stop on
  // the way.
  var boxes = new ResizeObserver(function (entries) {
    entries.forEach(function (entry) {
      var box = entry.target.closest(".chart-box, .table-box");
      if (box.scrollWidth > box.clientWidth) { box.tabIndex = 0; } else { box.removeAttribute("tabindex"); }
    });
  });
  document.querySelectorAll(".chart-box, .chart-live, .table-box, .table-box > table")
    .forEach(function (box) { boxes.observe(box); });

  // On a narrow screen the contents stand between the first page and the text: folded.
  var contents = document.querySelector(".contents details");
  if (contents && window.matchMedia("(max-width: 62rem)").matches) { contents.open = false; }
})();
