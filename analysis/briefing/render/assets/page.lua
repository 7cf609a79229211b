-- The head of the document, as open_report() prints it, becomes the metadata of the page; a line
-- break inside Chinese text does not become a space, nor is there one after a Chinese full stop.
--   ::: {#briefing-head title="…" subtitle="…" lang="zh" …}
--   :::

local function last_code(text) return utf8.codepoint(text, utf8.offset(text, -1)) end

local function wide(code) return code >= 0x2E80 end

-- 。，、；：？！”）and the like: no space follows them.
local function full_stop(code) return code >= 0x3001 and code <= 0x3002 or code >= 0xFF01 and code <= 0xFF1F end

local function spaces(inlines)
  for i = #inlines - 1, 2, -1 do
    local space, before, after = inlines[i], inlines[i - 1], inlines[i + 1]
    if (space.t == "SoftBreak" or space.t == "Space") and before.t == "Str" then
      local code = last_code(before.text)
      local joined = space.t == "SoftBreak" and after.t == "Str" and wide(utf8.codepoint(after.text))
      if full_stop(code) or wide(code) and joined then inlines:remove(i) end
    end
  end
  return inlines
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
  return pandoc.Pandoc(blocks, meta)
end

return { { Inlines = spaces }, { Pandoc = head } }
