-- The head of the document, as open_report() prints it, becomes the metadata of the page; a line
-- break inside Chinese text does not become a space.
--   ::: {#briefing-head title="…" subtitle="…" lang="zh" …}
--   :::

local function wide(inline)
  if inline.t ~= "Str" then return false end
  for _, code in utf8.codes(inline.text) do
    if code >= 0x2E80 then return true end
  end
  return false
end

local function soft_breaks(inlines)
  for i = #inlines - 1, 2, -1 do
    if inlines[i].t == "SoftBreak" and wide(inlines[i - 1]) and wide(inlines[i + 1]) then
      inlines:remove(i)
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

return { { Inlines = soft_breaks }, { Pandoc = head } }
