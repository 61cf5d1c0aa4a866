"""文件与信息: documents of every genre, topics, the regulation library, reading of official papers.

Doors: `actions.create_document`; everything after is `publishing.actions`. Lists, counts and search are the register's.
"""
