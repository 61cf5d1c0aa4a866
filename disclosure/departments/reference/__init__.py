"""Organs and venues as shipped: rows of organs.csv and venues.csv, keyed by code.

`note` says where a row comes from; `to_check` = 1 marks names inferred from how counties of this kind are set up, to
be checked by the county. What is not known (telephone, fax, hours) is empty and never invented.
"""
