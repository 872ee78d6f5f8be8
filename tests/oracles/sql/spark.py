"""Records what Spark SQL answers to the scripts under tests/spec/sql/spark, one .out beside each .sql, as psql would print it
unaligned; the version goes to VERSION there. Usage: tests/oracles/sql/spark.py [FILE.sql…]   (needs pyspark and a Java runtime)"""

import datetime
import decimal
import glob
import os
import sys

from pyspark.sql import SparkSession

root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../spec/sql/spark")
spark = (
    SparkSession.builder.master("local[1]")
    .config("spark.sql.session.timeZone", "UTC")
    .config("spark.sql.ansi.enabled", "true")
    .config("spark.ui.enabled", "false")
    .config("spark.sql.shuffle.partitions", "1")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("OFF")
os.environ["TZ"] = "UTC"


def double(x):
    if x != x:
        return "NaN"
    if x in (float("inf"), float("-inf")):
        return "Infinity" if x > 0 else "-Infinity"
    text = repr(x)
    return text[:-2] if text.endswith(".0") else text


def cell(value, inside=False):
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, float):
        return double(value)
    if isinstance(value, decimal.Decimal):
        return format(value, "f")
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S") + (value.strftime(".%f").rstrip("0") if value.microsecond else "")
    if isinstance(value, list):
        return "{" + ",".join(cell(item, True) for item in value) + "}"
    text = str(value)
    return '""' if inside and text == "" else text


def answer(statement):
    try:
        frame = spark.sql(statement)
    except Exception:
        return ["ERROR"]
    if not frame.columns:
        return []
    try:
        rows = frame.collect()
    except Exception:
        return ["ERROR"]
    return ["|".join(frame.columns)] + ["|".join(cell(value) for value in row) for row in rows]


with open(os.path.join(root, "VERSION"), "w") as version:
    version.write(spark.version + "\n")
for path in sys.argv[1:] or sorted(glob.glob(os.path.join(root, "*.sql"))):
    with open(path) as script:
        statements = [line.strip().rstrip(";") for line in script if line.strip() and not line.startswith("--")]
    lines = [line for statement in statements for line in answer(statement)]
    with open(path[:-4] + ".out", "w") as out:
        out.write("\n".join(lines) + "\n")
