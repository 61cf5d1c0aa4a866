"""公开目录: one row per public thing, and everything public read from it."""
