"""Where sentences end, in Chinese and in English, by hand."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigraph.seeds.sentences import sentences

#: Each line a text, with `|` where a sentence begins.
CASES = """
今天开会。|明天休息。
真的吗？|真的！|好；|走吧
真的吗?|真的!|好;|走吧
什么？！|不会吧……真的
他说：“好。”|然后走了。
他说：“好！|你呢？”|然后走了。
「好。」|「不好。」
（见图。）|然后
(见图。)|然后
《书名？》讲的是一个故事。
他问"去吗?"|她没答。
“一。|二。”|三
价格是3.5元。|涨了0.5。
GPT-3.5发布了。|GPT4.5没有。
OpenAI的v1.5版本，Gemini 1.5 Pro很强。
见https://a.com/b?c=d&e=f;g。|好
邮件：wuchangxu@youzan.com。|谢谢
公司在2023.4.19成立。
Meta说……不会。|是的
一、二，三：四
太好了!|OpenAI发布了GPT5;|Claude4也发布了。
支持GPT4;|Claude3也支持?|Yes
It rained. |It stopped.
Is it? |Yes! |Fine; |go.
He works at Apple Inc. in Cupertino. |He left.
It bought Foo Inc. |The deal closed.
Foo Inc. announced it. |Bar Ltd. Holdings did not.
The price rose 3.5 percent to $2.50. |It fell.
The U.S. economy grew. |The U.S. Senate met.
He moved to the U.S. |He stayed.
See e.g. Smith or i.e. Jones. |Done.
Dr. Smith met Mr. Jones and Prof. Lee. |They spoke.
J. R. R. Tolkien wrote it. |So did C. S. Lewis.
George W. Bush spoke. |He left.
Version v1.5 is out. |So is 2.0.
Llama 2. |Then Llama 3.
It ended in 2023. |In 2024 it began.
He said "stop." |Then he left.
He said “stop.” |Then he left.
"Go?" she asked. |"No!" he said.
(It was late.) |They left.
Wait... what? |No… never.
See https://x.org/a.b?c=d. |Then ask.
Visit example.com. |It is free.
Write to a.b@c.org. |Thanks.
It has A.I. in it. |"Anthropic A.I." |On Monday it lost.
It cost approx. 5 dollars. |No. 5 is alive.
Smith et al. 2023 showed it. |Jones vs. Smith did not.
It opened at 9 a.m. |It closed at 5 p.m. Monday.
Models, data, etc. are free. |Code, etc. |The rest is not.
He has a Ph.D. in physics. |She has none.
1. First point. |2. Second point.
Node.js is fast. |C++ is faster. |Is C#? |Yes.
Yahoo! is old. |Is C#?
The 1990s. |The 2000s.
Did he agree? |No. |He left on 5 Dec. |See Fig. 3 and pp. 4 of vol. 2.
St. Petersburg is cold. |Mt. Fuji is high.
Jan. 5 was cold. |On Feb. 6 it snowed.
OpenAI发布了GPT-4。|It is large. |它很强。
It ended.|他说。
Mistral AI SAS is French. |Founded in 2023, it grew. |As of 2025 it is worth US$14 billion.
"""


@pytest.mark.parametrize("case", CASES.strip().split("\n"))
def test_by_hand(case: str) -> None:
    assert [s.quote for s in sentences(case.replace("|", ""))] == [part.strip() for part in case.split("|")]


def test_line_breaks_and_stretches() -> None:
    text = "一\n\n  二。\n……\nThree (\nfour)."
    assert [s.quote for s in sentences(text)] == ["一", "二。", "Three (", "four)."]
    assert [(s.quote, s.start) for s in sentences(text, 3, 7)] == [("二。", 5)]


@given(st.text(alphabet="一二。！？；.!?; \n“”\"'（）《》aBc1U.S./=…、", max_size=40))
def test_sentences_hold_every_letter_once(text: str) -> None:
    found = list(sentences(text))
    for span in found:
        assert text[span.start : span.end] == span.quote == span.quote.strip()
    assert all(a.end <= b.start for a, b in pairwise(found))
    inside = "".join(span.quote for span in found)
    assert [c for c in inside if c.isalnum()] == [c for c in text if c.isalnum()]
