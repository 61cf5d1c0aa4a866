"""Each list page of documents, declared once."""

from disclosure.documents.kinds import GENRES, TOPICS
from yushan_portal.lib.columns import Column, UpdateClass

COLUMNS = tuple(
    Column(
        code=f"documents-{genre.code}",
        name=genre.name,
        column_type=genre.name,
        description=genre.description,
        keywords=f"玉山县,{genre.name}",
        path=f"/documents/{genre.code}/",
        update_class=genre.update_class,
        kinds=("document",),
        genres=(genre.code,),
        in_navigation=genre.on_home,
        on_home=genre.on_home,
        order=genre.order,
    )
    for genre in GENRES
    if genre.code != "regulation"
) + (
    Column("regulations", "法规规章库", "政策文件", "行政法规和省、市政府规章的现行文本", "行政法规,规章,玉山县", "/regulations/", UpdateClass.STATIC, ("document",), ("regulation",), order=170),
    *(
        Column(f"topic-{topic.code}", topic.name, "专题专栏", topic.introduction, f"玉山县,{topic.name}", f"/topics/{topic.code}/", UpdateClass.OTHER, topics=(topic.code, *(code for code, _ in topic.sections)), on_home=topic.on_home, order=200)
        for topic in TOPICS
    ),
)  # fmt: skip
