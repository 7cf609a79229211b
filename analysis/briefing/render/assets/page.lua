-- The head of the document, as open_report() prints it, becomes the metadata of the page; a line
-- break inside Chinese text does not become a space, nor is there one after a Chinese full stop.
--   ::: {#briefing-head title="…" subtitle="…" lang="zh" …}
--   :::
-- What stands above the mark below is the first page, which the templates set before the contents;
-- what stands in the mark comes beside the contents in HTML:
--   ::: {#contents-here}
--   :::
-- A section that says, by the mark below, that it has nothing to show goes with its heading:
--   ::: {.left-out}
--   :::

-- Quarto wraps what a cell shows in boxes; headings in a box would be missing from the contents.
local function unwrap(div)
  for _, class in ipairs(div.classes) do
    if class:match("^cell") then return div.content end
  end
end

local function last_code(text) return utf8.codepoint(text, utf8.offset(text, -1)) end

local function wide(code) return code >= 0x2E80 end

-- 。，、；：？！”）and the like: no space follows them.
local function full_stop(code) return code >= 0x3001 and code <= 0x3002 or code >= 0xFF01 and code <= 0xFF1F end

local function needless(space, before, after)
  if before.t ~= "Str" then return false end
  local code = last_code(before.text)
  if full_stop(code) then return true end
  return wide(code) and space.t == "SoftBreak" and after.t == "Str" and wide(utf8.codepoint(after.text))
end

-- An apostrophe within or after an English word is a curved one. Only lists that changed are handed
-- back: to take them apart and make them anew takes longer than to look at them.
local function texts(inlines)
  local changed = false
  for i = #inlines, 1, -1 do
    local inline = inlines[i]
    local kind = inline.t
    if kind == "Str" then
      local text, found = inline.text:gsub("(%a)'", "%1’")
      if found > 0 then
        inlines[i] = pandoc.Str(text)
        changed = true
      end
    elseif (kind == "SoftBreak" or kind == "Space") and i > 1 and i < #inlines
      and needless(inline, inlines[i - 1], inlines[i + 1]) then
      inlines:remove(i)
      changed = true
    end
  end
  if changed then return inlines end
end

-- HTML: the blocks before the mark become the variable `front`; its first heading heads the contents.
-- Typst: the mark becomes the call that sets the contents (headings have to stay in the body, where
-- pandoc shifts their levels).
local function first_page(blocks, meta)
  local front, body = pandoc.Blocks({}), pandoc.Blocks({})
  for place, block in ipairs(blocks) do
    if block.t == "Div" and block.identifier == "contents-here" then
      meta.front, meta.beside = front, block.content
      if not FORMAT:match("html") then
        blocks[place] = pandoc.RawBlock("typst", "#contents-page()")
        return blocks
      end
    else
      (meta.front and body or front):insert(block)
    end
  end
  if not meta.front then return blocks end
  for _, block in ipairs(front) do
    if block.t == "Header" then
      meta["front-id"], meta["front-title"] = block.identifier, block.content
      break
    end
  end
  return body
end

local function without_left_out(blocks)
  local kept = pandoc.Blocks({})
  for _, block in ipairs(blocks) do
    if block.t == "Div" and block.classes:includes("left-out") then
      if #kept > 0 and kept[#kept].t == "Header" then kept:remove() end
    else
      kept:insert(block)
    end
  end
  return kept
end

local function head(doc)
  local meta = doc.meta
  local blocks = doc.blocks:walk({
    Div = function(div)
      if div.identifier ~= "briefing-head" then return nil end
      for key, value in pairs(div.attributes) do meta[key] = value end
      meta.pagetitle = div.attributes.title
      return {}
    end,
  })
  return pandoc.Pandoc(first_page(without_left_out(blocks), meta), meta)
end

return { { Inlines = texts, Div = unwrap }, { Pandoc = head } }
