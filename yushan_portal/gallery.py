"""The gallery: every component in all its states, with believable sample data. Open while DEBUG or DEMO, else to staff.

`?page=` shows four whole pages composed of them: home, list, document, form.
"""

from datetime import date, datetime, timedelta, timezone

from django import forms
from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.utils.html import format_html

SHANGHAI = timezone(timedelta(hours=8))
PLAN = "玉山县人民政府办公室关于印发《玉山县2021年政务公开工作方案》的通知"
IN_FORCE = {"word": "现行有效", "tone": "success"}
PAGES = ("components", "home", "list", "document", "form")


class OpinionForm(forms.Form):
    """A form with every kind of field the portal uses."""

    text = forms.CharField(
        label="您的意见",
        max_length=2000,
        help_text="请写明针对哪一条，以及修改建议和理由。",
        widget=forms.Textarea(attrs={"rows": 6, "data-keep": ""}),
    )
    article = forms.ChoiceField(
        label="针对哪一条",
        required=False,
        choices=[("", "对全文"), ("1", "第一条　目的和依据"), ("2", "第二条　补贴对象"), ("3", "第三条　补贴标准")],
    )
    sender = forms.ChoiceField(
        label="您的身份",
        choices=[("person", "个人"), ("firm", "企业"), ("organisation", "社会组织")],
        widget=forms.RadioSelect,
    )
    topics = forms.MultipleChoiceField(
        label="涉及的方面",
        required=False,
        choices=[("standard", "补贴标准"), ("scope", "补贴范围"), ("process", "办理流程")],
        widget=forms.CheckboxSelectMultiple,
    )
    name = forms.CharField(
        label="姓名",
        required=False,
        max_length=40,
        help_text="公布时只显示姓氏。",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label="联系电话",
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
    )
    learned_on = forms.DateField(
        label="何时得知", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    paper = forms.FileField(label="附件", required=False, help_text="PDF 或 JPG，不超过 10 MB。")
    consent = forms.BooleanField(label="同意在意见反馈中匿名公布以上意见", required=False)


def show(request):
    """The gallery page, or one of the sample pages made of the same components."""
    user = getattr(request, "user", None)
    if not (settings.DEBUG or settings.DEMO or (user is not None and user.is_staff)):
        raise Http404
    page = request.GET.get("page", "components")
    if page not in PAGES:
        raise Http404
    return render(request, f"gallery/{page}.html", sample())


def _entry(kind, title, organ, number, on, status=None, excerpt="", also=""):
    return {
        "kind_label": kind, "title": title, "url": "#", "organ": organ, "number": number, "date": on,
        "status": status, "excerpt": excerpt, "also": also,
    }  # fmt: skip


def sample() -> dict:
    """What the gallery shows. Dates are fixed, so that two screenshots can be compared."""
    return LISTS | FACTS | FIGURES | {
        "form": OpinionForm(auto_id="id_%s"),
        "refused": OpinionForm({"text": "", "sender": "", "learned_on": "2021-13-40"}, auto_id="refused_%s"),
        "breadcrumb": [{"name": "政务公开", "url": "#"}, {"name": "组件图册", "url": ""}],
        "navigation": [
            {"name": name, "path": f"/{path}/"}
            for name, path in (
                ("公开目录", "catalogue"), ("政策文件", "documents"), ("政策解读", "interpretations"),
                ("重大决策", "decisions"), ("财政与执法", "notices"), ("一号答", "questions"),
                ("依申请公开", "applications"), ("机构", "departments"),
            )
        ],
        "opened_at": datetime(2021, 6, 4, 16, 30, tzinfo=SHANGHAI),
    }  # fmt: skip


DOMAINS = (
    "重大建设项目", "公共资源交易", "财政预决算", "安全生产", "税收管理", "征地补偿", "国有土地上房屋征收",
    "保障性住房", "农村危房改造", "生态环境", "公共文化服务", "公共法律服务", "扶贫", "社会救助", "养老服务",
    "户籍管理", "涉农补贴", "义务教育", "医疗卫生", "市政服务", "城市综合执法", "就业创业", "社会保险",
    "食品药品监管", "救灾", "新闻出版版权",
)  # fmt: skip

LISTS = {
    "entries": [
        _entry("文件", PLAN, "玉山县人民政府办公室", "玉府办字〔2021〕36号", date(2021, 6, 4), IN_FORCE,
               format_html(
                   "为深入贯彻落实党中央、国务院关于全面推进<mark>{}</mark>的决策部署，紧紧围绕县委、县政府中心工作，"
                   "着力提升政策发布解读回应工作水平，切实增强人民群众的获得感……", "政务公开"),
               "附件中也有匹配：玉山县2021年政务公开工作任务分解表.xlsx"),
        _entry("征求意见", "关于公开征求《玉山县耕地地力保护补贴实施办法（草案）》意见的公告", "玉山县农业农村局", "",
               date(2021, 6, 4), {"word": "正在征求意见", "tone": "info"}),
        _entry("行政处罚", "上饶市某建材有限公司未按规定设置安全警示标志案", "玉山县应急管理局",
               "（玉）应急罚〔2021〕12号", date(2021, 5, 28)),
        _entry("文件", "玉山县城乡居民基本养老保险实施办法", "玉山县人民政府", "玉府发〔2012〕8号", date(2012, 3, 1),
               {"word": "已废止", "tone": "neutral"}),
    ],
    "headlines": [
        {"title": PLAN, "url": "#", "organ": "县政府办公室", "date": date(2021, 6, 4)},
        {"title": "关于做好2021年困难群众救助补助资金发放工作的通知", "url": "#", "organ": "县民政局", "date": date(2021, 6, 3)},
        {"title": "玉山县2021年度义务教育阶段学校招生工作方案", "url": "#", "organ": "县教体局", "date": date(2021, 6, 1)},
        {"title": "玉山县农村饮用水水源地环境保护专项行动方案", "url": "#", "organ": "县生态环境局", "date": date(2021, 5, 28)},
        {"title": "关于进一步规范行政执法公示工作的通知", "url": "#", "organ": "县司法局", "date": date(2021, 5, 26)},
    ],
    "empty": {
        "title": "目前没有正在征求意见的事项",
        "text": "已结束的 12 件都保留原文、意见和采纳情况。",
        "links": [{"label": "查看已结束的征求意见", "url": "#"}, {"label": "订阅新的征求意见", "url": "#"}],
    },
    "facets": [
        {"name": "kind", "label": "类型", "multiple": True, "options": [
            {"value": "document", "label": "文件", "count": 128, "checked": True},
            {"value": "notice", "label": "公示", "count": 64}, {"value": "consultation", "label": "征求意见", "count": 12}]},
        {"name": "validity", "label": "有效性", "options": [
            {"value": "", "label": "现行有效", "count": 180, "checked": True},
            {"value": "all", "label": "含已废止", "count": 204}]},
        {"name": "year", "label": "年份", "options": [
            {"label": "2021", "count": 86, "url": "#", "checked": True}, {"label": "2020", "count": 71, "url": "#"},
            {"label": "2019", "count": 47, "url": "#"}]},
    ],
    "chips": [{"label": "部门", "value": "县财政局", "url": "#"}, {"label": "类型", "value": "文件", "url": "#"},
              {"label": "年份", "value": "2021", "url": "#"}],
    "pager": {
        "first_url": "#1", "previous_url": "#2", "next_url": "#4", "last_url": "#13", "summary": "第 3 页，共 13 页，每页 20 条",
        "numbers": [{"number": 1, "url": "#"}, {"gap": True}, {"number": 2, "url": "#"}, {"number": 3, "current": True},
                    {"number": 4, "url": "#"}, {"gap": True}, {"number": 13, "url": "#"}],
    },
    "keyset": {"first_url": "#first", "previous_url": "#previous", "next_url": "#next", "last_url": "#last"},
    "sorts": {"label": "排序", "options": [{"label": "相关度", "url": "#", "current": True}, {"label": "最新", "url": "#"}]},
    "years": [{"label": str(y), "url": "#", "current": y == 2021} for y in (2021, 2020, 2019, 2018)],
    "scopes": [{"value": value, "label": label} for value, label in (
        ("", "全部"), ("documents", "文件"), ("catalogue", "目录"), ("notices", "公示"), ("questions", "问答"))],
    "hot": [{"label": word, "url": "#"} for word in ("耕地补贴", "义务教育招生", "城乡低保", "公租房", "征地补偿")],
    "entrances": [
        {"name": "政府信息公开指南", "url": "#", "text": "公开什么、怎么查、找谁问"},
        {"name": "政府信息公开制度", "url": "#", "text": "条例、办法和本县规定"},
        {"name": "法定主动公开内容", "url": "#", "text": "各机关应当主动公开的信息"},
        {"name": "依申请公开", "url": "#", "text": "没有公开的，可以申请"},
        {"name": "政府信息公开年报", "url": "#", "text": "每年公开工作的账本"},
    ],
    "domains": [
        {"name": name, "url": "#", "count": 0 if n == 25 else 9 + n * 37 % 83, "empty": n == 25, "date": date(2021, 6, 4 - n % 4)}
        for n, name in enumerate(DOMAINS)
    ],
    "cards": [
        {"title": "玉山县耕地地力保护补贴实施办法（草案）", "facts": ["县农业农村局", "已收到 23 条意见"], "url": "#",
         "text": "涉及全县种粮农户的补贴对象、标准和发放时间。", "closes": date(2021, 7, 4),
         "deadline": {"closes": date(2021, 7, 4), "days_left": 12, "tone": "info"}},
        {"title": "玉山县城区停车收费管理办法（草案）", "facts": ["县发改委", "已收到 108 条意见"], "url": "#",
         "text": "调整城区道路停车泊位收费时段和标准。", "closes": date(2021, 6, 24),
         "deadline": {"closes": date(2021, 6, 24), "days_left": 2, "tone": "warning"}},
        {"title": "玉山县农村客运公交化改造方案（草案）", "facts": ["县交通运输局", "已收到 41 条意见"], "url": "#",
         "text": "16 个乡镇的线路、票价和发车时间。", "closes": date(2021, 7, 10),
         "deadline": {"closes": date(2021, 7, 10), "days_left": 18, "tone": "info"}},
    ],
}  # fmt: skip

FACTS = {
    "plan_title": PLAN,
    "key_facts": [
        {"term": "文号", "text": "玉府办字〔2021〕36号"}, {"term": "发文机关", "text": "玉山县人民政府办公室"},
        {"term": "成文日期", "text": "2021-06-04"}, {"term": "有效性", "status": IN_FORCE}],
    "metadata": [
        {"term": "索引号", "text": "361123-0001-2021-00036"}, {"term": "文号", "text": "玉府办字〔2021〕36号"},
        {"term": "发文机关", "text": "玉山县人民政府办公室", "url": "#"}, {"term": "公文种类", "text": "通知"},
        {"term": "主题分类", "text": "综合政务、政务公开"}, {"term": "成文日期", "text": "2021-06-04"},
        {"term": "发布时间", "text": "2021-06-04 16:30"}, {"term": "失效日期", "text": ""},
        {"term": "有效性", "status": IN_FORCE}, {"term": "公开方式", "text": "主动公开"},
        {"term": "来源", "text": "玉山县人民政府办公室"}],
    "summary": [
        {"term": "公开内容", "items_list": ["补贴政策文件", "申报指南：对象、条件、标准、材料", "补贴结果：户名、金额、村组"]},
        {"term": "公开依据", "text": "《中华人民共和国政府信息公开条例》", "url": "#"},
        {"term": "公开时限", "text": "信息形成或者变更之日起 20 个工作日内"},
        {"term": "公开主体", "text": "县农业农村局、各乡镇人民政府"},
        {"term": "联系电话", "text": "0793-2550000", "action": {"label": "更改", "url": "#"}}],
    "contents": [
        {"label": "一、着力强化政策解读回应", "anchor": "s-1", "children": [
            {"label": "（一）加强政策解读", "anchor": "s-1-1"}, {"label": "（二）回应社会关切", "anchor": "s-1-2"}]},
        {"label": "二、深化重点领域信息公开", "anchor": "s-2"}, {"label": "三、夯实公开工作基础", "anchor": "s-3"}],
    "attachments": [
        {"name": "玉山县2021年政务公开工作任务分解表.xlsx", "url": "#", "extension": "xlsx", "size": 48211, "preview_url": "#",
         "digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"},
        {"name": "玉府办字〔2021〕36号（扫描件）.pdf", "url": "#", "extension": "pdf", "size": 2_411_724, "pages": 14}],
    "history": [
        {"at": datetime(2021, 6, 7, 9, 12, tzinfo=SHANGHAI), "text": "补充附件《任务分解表》", "by": "县政府办公室"},
        {"at": datetime(2021, 6, 4, 16, 30, tzinfo=SHANGHAI), "text": "首次公开", "by": "县政府办公室"}],
    "steps": [
        {"name": "决策启动", "state": "done", "date": date(2021, 3, 2), "url": "#", "link_label": "启动通知"},
        {"name": "征求意见", "state": "current", "date": date(2021, 6, 4), "text": "至 7月4日 24:00，已收到 23 条意见。",
         "url": "#", "link_label": "去提意见", "tag": {"word": "还剩 12 天", "tone": "info"}},
        {"name": "专家论证", "state": "skipped", "text": "调整：不属于专业性、技术性较强的事项（2021-05-20）。"},
        {"name": "合法性审查", "state": "waiting"}, {"name": "集体讨论决定", "state": "waiting"},
        {"name": "决策公布", "state": "waiting"}],
    "related": [
        {"label": "政策解读", "gap": "解读待发布，应于 6月9日前发布"},
        {"label": "问答", "links": [{"title": "哪些会议会邀请群众代表列席？", "url": "#", "note": "县政府办公室 · 2021-06-08"}]},
        {"label": "上位文件", "links": [{"title": "上饶市2021年政务公开工作方案", "url": "#", "note": "饶府办字〔2021〕29号"}]}],
    "contact": [
        {"term": "公开机构", "text": "玉山县政务公开办公室"}, {"term": "地址", "text": "玉山县玉清大道政务服务中心大楼"},
        {"term": "办公时间", "text": "工作日 8:30–12:00，14:30–17:30"}, {"term": "电话", "phone": "0793-2550000"},
        {"term": "邮箱", "email": "gongkai@example.gov.cn"}, {"term": "传真", "text": ""}],
    "four": [
        {"term": "谁能享受", "text": "在本县承包耕地并实际种植的农户"}, {"term": "能得到什么", "text": "每亩 110 元（示例），打到“一卡通”"},
        {"term": "怎么办", "text": "村里登记、公示后由乡镇汇总，不用跑县里"}, {"term": "什么时候开始", "text": "2021 年 6 月 30 日前发放到户"}],
    "elements": [{"name": "机构名称", "covered": True}, {"name": "开放时间", "covered": True},
                 {"name": "临时停止开放信息", "covered": False}, {"name": "服务项目", "covered": True}],
    "comparison": [
        {"name": "第二条", "left": format_html("补贴对象为<del>{}</del>的农户。", "种植水稻"),
         "right": format_html("补贴对象为<ins>{}</ins>的农户。", "实际种植粮食作物"), "note": "采纳朱**等 6 条意见。"},
        {"name": "第五条", "left": "", "right": format_html("<ins>{}</ins>", "补贴结果在村务公开栏公示七日。")}],
    "receipt": [{"term": "最迟答复日期", "text": "2021-07-02"}],
}  # fmt: skip

FIGURES = {
    "columns": [
        {"label": "部门", "url": "#"}, {"label": "类型"}, {"label": "公布日期", "url": "#", "sorted": "descending"},
        {"label": "状态"}, {"label": "金额（万元）", "amount": True}],
    "rows": [
        [{"text": "县财政局", "url": "#"}, "2021年度预算", "2021-03-12", {"status": {"word": "按时公开", "tone": "success"}}, "12,480.50"],
        [{"text": "县教育体育局", "url": "#"}, "2021年度预算", "2021-03-15", {"status": {"word": "按时公开", "tone": "success"}}, "86,301.20"],
        [{"text": "县水利局", "url": "#"}, "2021年度预算", "2021-04-20", {"status": {"word": "超过 20 日", "tone": "error"}}, "4,075.00"]],
    "totals": ["合计", "", "", "", "102,856.70"],
    "wide_columns": [{"label": label} for label in (
        "序号", "一级事项", "二级事项", "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体", "公开对象", "公开方式")],
    "wide_rows": [
        ["1", "强农惠农", "耕地地力保护补贴", "申报指南；补贴结果", "《政府信息公开条例》", "形成之日起 20 个工作日内", "县农业农村局",
         "政府网站、公示栏", "全社会", "主动公开"],
        ["2", "强农惠农", "农机购置补贴", "补贴机具目录；资金使用情况", "《农业机械化促进法》", "形成之日起 20 个工作日内", "县农业农村局",
         "政府网站、两微一端", "全社会", "主动公开"]],
    "stats": [
        {"value": 1286, "unit": "条", "label": "已公开信息", "note": "本周更新 38 条，涉及 17 个部门"},
        {"value": 681, "unit": "项", "label": "目录事项"}, {"value": 7, "unit": "件", "label": "7 日内到期", "tone": "warning", "url": "#"},
        {"value": 2, "unit": "件", "label": "已经逾期", "tone": "error", "url": "#"},
        {"value": "98.4", "unit": "%", "label": "按时公开率", "note": "近 12 个月"}],
    "bars": [
        {"label": "一般公共服务", "value": 3420}, {"label": "教育", "value": 8610}, {"label": "社会保障和就业", "value": 5120},
        {"label": "农林水", "value": 4075, "other": True}, {"label": "上年合计", "value": 10000, "total": True}],
}  # fmt: skip
