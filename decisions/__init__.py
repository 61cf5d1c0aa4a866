"""重大行政决策: annual directory, statutory stages, consultations, adoption ledger, hearings, representatives, dossier.

Doors: `actions` change, `querysets` and the models' two doors `public(on)` / `visible_to(user, on)` read. Legal source
throughout: 《重大行政决策程序暂行条例》 (国务院令第713号), abbreviated 条例713.
"""
