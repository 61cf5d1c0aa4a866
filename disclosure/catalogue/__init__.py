"""The 26 domains of 基层政务公开标准目录, their items and time limits."""
