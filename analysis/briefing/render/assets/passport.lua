-- Numbers with a source: [8,603.77]{.fig src="12"} in prose, <a class="fig" href="#src-12"> in cells.
-- HTML: a link to the source, which page.js shows as a pop-up. PDF: the number and a raised [12].
-- Not done here: the list of sources itself (analysis/briefing/passport.py prints it).

local LONGEST = 24 -- characters

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
  -- A number, its unit and its source stay on one line; a long quotation may be broken.
  local whole = utf8.len(pandoc.utils.stringify(element.content)) <= LONGEST
  local opening = (whole and "#sourced(" or "#sourced-text(") .. number .. ")["
  local inlines = pandoc.Inlines({ pandoc.RawInline("typst", opening) })
  inlines:extend(element.content)
  inlines:insert(pandoc.RawInline("typst", "]"))
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

-- Between a Chinese character and a number stands a narrow space in print, as Typst sets it elsewhere.
local function is_chinese(code) return code and code >= 0x4E00 and code <= 0x9FFF end
local function spaced(inlines)
  local gap, changed = pandoc.RawInline("typst", "#gap;"), false
  for i = #inlines, 1, -1 do
    if inlines[i].t == "Span" and source_of(inlines[i]) then
      local before, after = inlines[i - 1], inlines[i + 1]
      local last = before and before.t == "Str" and utf8.codepoint(before.text, utf8.offset(before.text, -1))
      if after and after.t == "Str" and is_chinese(utf8.codepoint(after.text)) then
        inlines:insert(i + 1, gap)
        changed = true
      end
      if is_chinese(last) then
        inlines:insert(i, gap)
        changed = true
      end
    end
  end
  if changed then return inlines end
end

return { FORMAT:match("html") and {} or { Inlines = spaced }, { Header = heading }, { Span = mark, Link = mark } }
