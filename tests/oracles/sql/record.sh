#!/bin/sh
# Records what PostgreSQL answers to the scripts under tests/spec/sql, one .out beside each .sql; the version goes to VERSION
# (those of Spark come from spark.py, those of Trino from its manual).
# Usage: tests/oracles/sql/record.sh [FILE.sql…]   (needs a PostgreSQL 15 whose superuser `postgres` we may become)
set -eu
cd "$(dirname "$0")/../../.."
run() { su postgres -c "$1"; }
run "psql -X -A -t -c 'SHOW server_version'" > tests/spec/sql/VERSION
[ $# -gt 0 ] || set -- $(find tests/spec/sql -name "*.sql" ! -path "*/spark/*" ! -path "*/trino/*" | sort)
for file in "$@"; do
    run "psql -X -q -c 'DROP DATABASE IF EXISTS datelier_spec WITH (FORCE)'" 2> /dev/null
    run "psql -X -q -c \"CREATE DATABASE datelier_spec TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'\""
    run "PGTZ=UTC PGOPTIONS='-c client_min_messages=error' psql -X -q -A -P null=NULL -P footer=off -v VERBOSITY=sqlstate datelier_spec" \
        < "$file" > "${file%.sql}.out" 2>&1
done
