"""Dates, times and durations as Neo4j has them, to the nanosecond and to the year 999,999,999."""
