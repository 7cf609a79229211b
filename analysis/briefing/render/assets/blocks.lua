-- Charts and tables, as the cells print them, in the terms of the format.
--   ::: {#chart-x .chart}    raw html + raw typst + ::: {.caption}   -> <figure> / #figure
--   ::: {#table-x .data-table} raw html <table> + ::: {.caption}  -> <figure> / #table-caption, table
--   ::: {.tiles} of ::: {.tile} with three paragraphs             -> <div>s / #tiles
-- Not done here: drawing (theme.py), making the HTML of a table (tables.py).

local html = FORMAT:match("html") ~= nil

local function caption_of(div)
  local caption, rest = pandoc.Blocks({}), pandoc.Blocks({})
  for _, block in ipairs(div.content) do
    if block.t == "Div" and block.classes:includes("caption") then
      caption = block.content
    else
      rest:insert(block)
    end
  end
  return caption, rest
end

local function raw(text) return pandoc.RawBlock(html and "html" or "typst", text) end

local function figure_html(div, caption, body)
  local class = table.concat(div.classes, " ")
  local blocks = pandoc.Blocks({ raw('<figure id="' .. div.identifier .. '" class="' .. class .. '">') })
  if #caption > 0 then
    blocks:insert(raw("<figcaption>"))
    blocks:extend(caption)
    blocks:insert(raw("</figcaption>"))
  end
  blocks:extend(body)
  blocks:insert(raw("</figure>"))
  return blocks
end

local function figure_typst(div, caption, body)
  local blocks = pandoc.Blocks({ raw("#figure(kind: image, [") })
  blocks:extend(body)
  blocks:insert(raw("], caption: ["))
  blocks:extend(caption)
  blocks:insert(raw("]) <" .. div.identifier .. ">"))
  return blocks
end

-- Bold cells are bold in print too: the header, and rows that carry their own style.
local function strong(cell)
  cell.contents = cell.contents:walk({
    Plain = function(p) return pandoc.Plain({ pandoc.Strong(p.content) }) end,
  })
end

local function length(cell)
  local count = 0
  for _, code in utf8.codes(pandoc.utils.stringify(cell.contents)) do
    count = count + (code >= 0x2E80 and 2 or 1)
  end
  -- The raised number of a source (passport.lua).
  cell.contents:walk({ Link = function() count = count + 3 end })
  return count
end

-- A table without widths fills the line: each column gets what its longest cell needs; where that
-- is too much, the longest columns give way first, and wrap.
local LINE = 105
local function widths(tbl, rows)
  local need, sum = {}, 0
  for i = 1, #tbl.colspecs do need[i] = 4 end
  for _, row in ipairs(rows) do
    if #row.cells == #tbl.colspecs then
      for i, cell in ipairs(row.cells) do need[i] = math.max(need[i], length(cell) + 3) end
    end
  end
  local cap = LINE
  repeat
    sum = 0
    for _, n in ipairs(need) do sum = sum + math.min(n, cap) end
    cap = cap - 1
  until sum <= LINE or cap < 12
  for i, spec in ipairs(tbl.colspecs) do
    tbl.colspecs[i] = { spec[1], math.min(need[i], cap + 1) / sum }
  end
end

local function print_table(tbl)
  local all = pandoc.List({})
  for _, row in ipairs(tbl.head.rows) do
    all:insert(row)
    for _, cell in ipairs(row.cells) do strong(cell) end
  end
  for _, body in ipairs(tbl.bodies) do
    for _, row in ipairs(body.body) do
      all:insert(row)
      for _, cell in ipairs(row.cells) do
        if (cell.attributes.style or ""):match("font%-weight:%s*bold") then strong(cell) end
        cell.attributes.style = nil  -- Quarto would set it in Typst once more
      end
    end
  end
  if not tbl.colspecs[1][2] then widths(tbl, all) end
  -- pandoc puts a table into a figure, Quarto does not: the figure is written here for both.
  tbl.classes:insert("typst:no-figure")
  return { raw("#figure(kind: table)["), tbl, raw("]") }
end

-- A table without what only the page needs: every attribute of every cell would be read and kept.
local function bare(html)
  return (html:gsub(' headers="[^"]*"', ""):gsub(' id="[^"]*"', ""):gsub(' class="gt_[^"]*"', ""))
end

-- The caption stands by itself: Quarto drops the captions of tables that it does not number.
local SHORT = 8 -- rows
local function tables_typst(div, caption, body)
  local rows = 0
  local blocks = pandoc.Blocks({ raw("#table-caption[") })
  blocks:extend(caption)
  blocks:insert(raw("] <" .. div.identifier .. ">"))
  for _, block in ipairs(body) do
    if block.t == "RawBlock" and block.format == "html" then
      for _, part in ipairs(pandoc.read(bare(block.text), "html").blocks) do
        local inner = part.t == "Div" and part.content or pandoc.Blocks({ part })
        for _, found in ipairs(inner) do
          blocks:extend(found.t == "Table" and print_table(found) or { found })
          if found.t == "Table" then
            for _, part_of_it in ipairs(found.bodies) do rows = rows + #part_of_it.body end
          end
        end
      end
    else
      blocks:insert(block)
    end
  end
  if rows <= SHORT then
    blocks:insert(1, raw("#short-table["))
    blocks:insert(raw("]"))
  end
  return blocks
end

-- A row of boxes: in each a label, a large line, a note.
local function tiles_typst(element)
  local count = 0
  for _, tile in ipairs(element.content) do
    if tile.t == "Div" then count = count + 1 end
  end
  local blocks = pandoc.Blocks({ raw("#tiles(" .. count .. ",") })
  for _, tile in ipairs(element.content) do
    if tile.t == "Div" then
      for _, paragraph in ipairs(tile.content) do
        blocks:insert(raw("["))
        blocks:insert(paragraph)
        blocks:insert(raw("],"))
      end
    end
  end
  blocks:insert(raw(")"))
  return blocks
end

local div
function div(element)
  if element.classes:includes("chart") then
    local caption, body = caption_of(element)
    if html then return figure_html(element, caption, body) end
    return figure_typst(element, caption, body)
  elseif element.classes:includes("data-table") then
    local caption, body = caption_of(element)
    if html then return figure_html(element, caption, body) end
    local blocks = tables_typst(element, caption, body)
    local size = element.attributes.size
    blocks:insert(1, raw("#[#set text(size: " .. (size or "8.5pt") .. ")"))
    blocks:insert(raw("]"))
    if element.classes:includes("wide") then
      blocks:insert(1, raw("#page(flipped: true)["))
      blocks:insert(raw("]"))
    end
    return blocks
  elseif element.classes:includes("tiles") and not html then
    return tiles_typst(element)
  elseif element.classes:includes("only-pdf") then
    if html then return {} end
    -- What replaces an element is not walked again: what it holds is turned here.
    return element.content:walk({ traverse = "topdown", Div = div })
  end
end

-- A paragraph that leads up to a chart goes to the next page with it, and with its heading.
local function lead_in(blocks)
  if html then return nil end
  for i = #blocks - 1, 1, -1 do
    local next = blocks[i + 1]
    if blocks[i].t == "Para" and next.t == "Div" and next.classes:includes("chart") then
      blocks:insert(i + 1, raw("]"))
      blocks:insert(i, raw("#lead-in["))
    end
  end
  return blocks
end

return { { traverse = "topdown", Blocks = lead_in, Div = div } }
