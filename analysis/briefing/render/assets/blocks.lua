-- Charts and tables, as the cells print them, in the terms of the format.
--   ::: {#chart-x .chart}    raw html + raw typst + ::: {.caption}   -> <figure> / #figure
--   ::: {#table-x .data-table} raw html + raw typst + ::: {.caption} -> <figure> / #table-caption, #table
--   ::: {.tiles} of ::: {.tile} with three paragraphs             -> <div>s / #tiles
-- Not done here: drawing (theme.py), writing a table in HTML and Typst (table_block.py).

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

-- The caption stands by itself: Quarto drops the captions of tables that it does not number.
local function table_typst(div, caption, body)
  local size = div.attributes.size or "8.5pt"
  local short = div.attributes.short ~= nil
  local blocks = pandoc.Blocks({ raw("#[#set text(size: " .. size .. ")") })
  if short then blocks:insert(raw("#short-table[")) end
  blocks:insert(raw("#table-caption["))
  blocks:extend(caption)
  blocks:insert(raw("] <" .. div.identifier .. ">"))
  blocks:extend(body)
  if short then blocks:insert(raw("]")) end
  blocks:insert(raw("]"))
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
    return table_typst(element, caption, body)
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
