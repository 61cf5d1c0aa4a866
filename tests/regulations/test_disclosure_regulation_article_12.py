"""《中华人民共和国政府信息公开条例》第十二条 (国务院令第711号): guide and catalogue of government information."""

import pytest

from disclosure.departments.gaps import guide_gaps
from disclosure.departments.models import GUIDE_FIELDS
from tests import factories

NINE = [
    "信息分类",
    "编排体系",
    "获取方式",
    "公开工作机构名称",
    "办公地址",
    "办公时间",
    "联系电话",
    "传真号码",
    "互联网联系方式",
]


@pytest.fixture
def organ(cast):
    for name in GUIDE_FIELDS:
        setattr(cast.finance, name, "0793-2550000" if name in ("phone", "fax") else "已填写")
    cast.finance.guide_reviewed_on = factories.BEGAN
    cast.finance.save()
    return cast.finance


def test_article_12_the_guide_has_the_nine_contents_of_the_clause(organ):
    assert [organ._meta.get_field(name).verbose_name for name in GUIDE_FIELDS] == NINE
    assert guide_gaps(organ) == []


@pytest.mark.parametrize("name, title", list(zip(GUIDE_FIELDS, NINE, strict=True)))
def test_article_12_each_missing_content_is_a_fault_told_to_the_organ(organ, name, title):
    setattr(organ, name, "  ")
    assert guide_gaps(organ) == [f"指南缺“{title}”。"]


def test_article_12_the_guide_is_public_with_all_nine_contents(organ, client):
    text = client.get("/departments/finance/guide/").content.decode()
    assert all(f"<dt>{title}</dt>" in text for title in NINE)
    assert "正在完善" not in text


def test_article_12_guide_is_kept_current_and_says_when_it_was_checked(organ, client):
    assert "指南核对日期：2019年5月15日" in client.get("/departments/finance/guide/").content.decode()
    organ.guide_reviewed_on = None
    assert guide_gaps(organ) == ["指南没有核对日期，请核对后填写。"]


@pytest.mark.parametrize("code", ["government", "gov-office", "finance", "bingxi"])
def test_article_12_every_organ_has_its_guide(cast, client, code):
    assert client.get(f"/departments/{code}/guide/").status_code == 200
