"""What stories of this room begin with."""

import pytest

from interpretations.actions.interpreting import create_interpretation
from interpretations.kinds import ELEMENTS
from interpretations.models import Interpretation
from tests.papers import published
from yushan_portal.demo_people import DemoCast, through_the_chain


@pytest.fixture
def chain(cast):
    """Takes any draft of the finance bureau through submission, reviews, signature and publication."""
    people = DemoCast(cast.chen, cast.li, cast.wang, cast.sun, cast.zhou)
    return lambda thing, at=None: through_the_chain(thing, people, at)


@pytest.fixture
def people(cast):
    return DemoCast(cast.chen, cast.li, cast.wang, cast.sun, cast.zhou)


@pytest.fixture
def policy(cast):
    """A published policy paper of the finance bureau."""
    return published(
        cast,
        genre="policy",
        title="玉山县财政局关于印发农机补贴办法的通知",
        document_number="玉财字〔2021〕3号",
        document_type="通知",
        theme="农业、林业、水利",
        audiences=["farmers"],
        body="<h2>一、补贴对象</h2><p>从事农业生产的个人和农业生产经营组织。</p><h2>二、补贴标准</h2><p>每台二千元。</p>",
    )


def interpretation_of(document, cast, **fields) -> Interpretation:
    """A complete draft."""
    texts = {element.field: f"<p>{element.name}：用自己的话说明这一部分的要点。</p>" for element in ELEMENTS}
    values = {
        "title": "一图看懂农机补贴",
        "who_gets": "种地的农户",
        "what_gets": "每台补二千元",
        "explained_by": "县财政局主要负责人",
        **texts,
    }
    thing = Interpretation(organ=cast.finance, document=document, **(values | fields))
    return create_interpretation(thing, by=cast.chen)
