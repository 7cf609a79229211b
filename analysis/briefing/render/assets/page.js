// Shows the source of a number beside it. Without scripts the numbers are links to the list of
// sources. Not done here: charts (charts.js), narrowing down (filter.js).
(function () {
  "use strict";
  var open = null;
  function close() {
    if (!open) { return; }
    open.link.removeAttribute("aria-describedby");
    open.box.remove();
    open = null;
  }
  function show(link) {
    var source = document.getElementById(link.getAttribute("href").slice(1));
    if (!source || (open && open.link === link)) { return; }
    close();
    var box = document.createElement("div");
    box.className = "popover";
    box.id = "popover";
    box.setAttribute("role", "tooltip");
    box.innerHTML = source.innerHTML;
    document.getElementById("content").appendChild(box);
    var at = link.getBoundingClientRect();
    var left = Math.min(at.left, document.documentElement.clientWidth - box.offsetWidth - 12);
    box.style.left = Math.max(12, left) + window.scrollX + "px";
    var below = at.bottom + 6 + box.offsetHeight < window.innerHeight || at.top < box.offsetHeight + 12;
    box.style.top = window.scrollY + (below ? at.bottom + 6 : at.top - box.offsetHeight - 6) + "px";
    link.setAttribute("aria-describedby", "popover");
    open = { link: link, box: box };
  }
  function figure(event) { return event.target.closest ? event.target.closest("a.fig") : null; }
  document.addEventListener("pointerover", function (event) {
    if (event.pointerType !== "mouse") { return; }
    var link = figure(event);
    if (link) { show(link); }
    else if (open && !open.box.contains(event.target) && document.activeElement !== open.link) { close(); }
  });
  document.addEventListener("focusin", function (event) { var link = figure(event); if (link) { show(link); } });
  document.addEventListener("focusout", function (event) { if (figure(event)) { close(); } });
  document.addEventListener("click", function (event) {
    var link = figure(event);
    if (link) { event.preventDefault(); show(link); }
    else if (open && !open.box.contains(event.target)) { close(); }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { close(); }
    var link = figure(event);
    if (event.key === "Enter" && link) { event.preventDefault(); show(link); }
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
