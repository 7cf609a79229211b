"""Which unit a document is of, where its first lines name more than one body."""

from analysis.disclosure.identify import identify
from analysis.sources.text import read_text


def test_the_last_item_of_a_list_is_not_the_name_above_the_title_below_it() -> None:
    text = (
        "某市2031年区级部门预算\n预算主管部门：某市城市管理局\n机构设置\n1.某市城市管理局本部\n"
        "2.某市城市管理局执法大队\n2031年部门预算编制说明\n2031年支出预算 9 万元。\n"
        "支出总表\n编制部门：某市城市管理局 单位：元\n"
    )
    assert identify(read_text(text.encode(), "a.txt")).unit_name == "某市城市管理局"
