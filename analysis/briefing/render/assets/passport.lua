-- Numbers with a source: [8,603.77]{.fig src="12"} in prose, <a class="fig" href="#src-12"> in cells.
-- HTML: a link to the source, which page.js shows as a pop-up. PDF: the number and a raised [12].
-- Not done here: the list of sources itself (analysis/briefing/passport.py prints it).

local function source_of(element)
  if not element.classes:includes("fig") then return nil end
  if element.t == "Link" then return element.target:match("^#src%-(%d+)$") end
  return element.attributes.src
end

local function mark(element)
  local number = source_of(element)
  if not number then return nil end
  if FORMAT:match("html") then
    return pandoc.Link(element.content, "#src-" .. number, "", { class = "fig" })
  end
  local inlines = pandoc.Inlines(element.content)
  inlines:insert(pandoc.RawInline("typst", "#src(" .. number .. ");"))
  return inlines
end

-- In a heading the number stands alone: headings are repeated in the contents and running heads.
local function heading(element)
  element.content = element.content:walk({
    Span = function(span)
      if span.classes:includes("fig") then return span.content end
    end,
  })
  return element
end

return { { Header = heading }, { Span = mark, Link = mark } }
