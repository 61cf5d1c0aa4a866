"""The desk pages of compliance, (route, view, name); the desk puts them under /admin/compliance/."""

from disclosure.compliance import views, views_calendar, views_orders, views_plan

PAGES = (
    ("compliance/", views.overview, "compliance"),
    ("compliance/check/", views.check_now, "compliance_check"),
    ("compliance/findings/", views.findings, "compliance_findings"),
    ("compliance/indicators/", views.indicators, "compliance_indicators"),
    ("compliance/indicators/<slug:code>/", views.indicator, "compliance_indicator"),
    ("compliance/duties/", views.duties, "compliance_duties"),
    ("compliance/organs/", views.organs, "compliance_organs"),
    ("compliance/organs/<slug:code>/", views.organ, "compliance_organ"),
    ("compliance/domains/<slug:number>/", views.domain, "compliance_domain"),
    ("compliance/orders/", views.orders, "compliance_orders"),
    ("compliance/orders/new/", views_orders.new, "compliance_order_new"),
    ("compliance/orders/<slug:number>/", views_orders.order, "compliance_order"),
    ("compliance/orders/<slug:number>/<slug:verb>/", views_orders.act, "compliance_order_act"),
    ("compliance/exemptions/", views_orders.exemptions, "compliance_exemptions"),
    ("compliance/exemptions/<int:pk>/end/", views_orders.end_exemption, "compliance_exemption_end"),
    ("compliance/plan/", views_plan.plan, "compliance_plans"),
    ("compliance/plan/import/", views_plan.plan_import, "compliance_plan_import"),
    ("compliance/plan/template.xlsx", views_plan.plan_template, "compliance_plan_template"),
    ("compliance/plan/<int:year>/", views_plan.plan, "compliance_plan"),
    ("compliance/plan/<int:year>/<int:number>/", views_plan.task, "compliance_task"),
    ("compliance/calendar/", views_calendar.due, "compliance_calendar"),
    ("compliance/calendar/<slug:code>.ics", views_calendar.ics, "compliance_ics"),
    ("compliance/chores/", views.chores, "compliance_chores"),
    ("compliance/report.docx", views.report, "compliance_report"),
)
