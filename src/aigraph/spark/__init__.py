"""The column path on Spark: rows read and written by many workers, what they share joined in Spark SQL; analyses there.

A batch of rows is read by a worker as `aigraph.columns` reads it; what stands in a name, and what a line comes to,
depends on no other row. What does is one group-by of all that read: who is named, and which statements share an id.
"""
