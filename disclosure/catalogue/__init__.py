"""标准目录: the 26 domains and their items, what must be published, when and by whom, and what has been published.

Opens downwards to register (what is public) and departments (who owes it). Nobody above writes its tables directly:
`loading.load_catalogue` and `actions` are the doors; `coverage.coverage` is the one place that judges an item.
"""
