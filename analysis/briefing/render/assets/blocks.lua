-- Charts and tables, as the cells print them, in the terms of the format.
--   ::: {#chart-x .chart}    raw html + raw typst + ::: {.caption}   -> <figure> / #figure
--   ::: {#table-x .data-table} raw html <table> + ::: {.caption}     -> <figure> / #figure with table
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

local function figure_typst(div, caption, body, kind)
  local blocks = pandoc.Blocks({ raw("#figure(kind: " .. kind .. ", [") })
  blocks:extend(body)
  blocks:insert(raw("], caption: ["))
  blocks:extend(caption)
  blocks:insert(raw("]) <" .. div.identifier .. ">"))
  return blocks
end

-- The cells' own styles that matter in print.
local function bold_cells(tbl)
  return tbl:walk({
    Table = function(t)
      local function each(rows)
        for _, row in ipairs(rows) do
          for _, cell in ipairs(row.cells) do
            local style = cell.attributes.style or ""
            if style:match("font%-weight:%s*bold") then
              cell.contents = cell.contents:walk({
                Plain = function(p) return pandoc.Plain({ pandoc.Strong(p.content) }) end,
              })
            end
          end
        end
      end
      for _, body in ipairs(t.bodies) do each(body.body) end
      return t
    end,
  })
end

local function tables_typst(body)
  local blocks = pandoc.Blocks({})
  for _, block in ipairs(body) do
    if block.t == "RawBlock" and block.format == "html" then
      for _, part in ipairs(pandoc.read(block.text, "html+raw_html").blocks) do
        blocks:insert(part.t == "Table" and bold_cells(part) or part)
      end
    else
      blocks:insert(block)
    end
  end
  return blocks
end

local function div(element)
  if element.classes:includes("chart") then
    local caption, body = caption_of(element)
    if html then return figure_html(element, caption, body) end
    return figure_typst(element, caption, body, "image")
  elseif element.classes:includes("data-table") then
    local caption, body = caption_of(element)
    if html then return figure_html(element, caption, body) end
    local blocks = figure_typst(element, caption, tables_typst(body), "table")
    local size = element.attributes.size
    blocks:insert(1, raw("#[#set text(size: " .. (size or "8.5pt") .. ")"))
    blocks:insert(raw("]"))
    if element.classes:includes("wide") then
      blocks:insert(1, raw("#page(flipped: true)["))
      blocks:insert(raw("]"))
    end
    return blocks
  elseif element.classes:includes("only-html") and not html then
    return {}
  elseif element.classes:includes("only-pdf") and html then
    return {}
  end
end

return { { traverse = "topdown", Div = div } }
