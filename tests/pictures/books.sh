#!/bin/sh
# books.sh DIR - run every example, in DIR/NAME, and copy its workbooks to
# DIR/book under names of their own: NAME-publik.xlsx.
set -eu

examples=$(cd "$(dirname "$0")/../../examples" && pwd)
mkdir -p "$1/book"
for run in "$examples"/*/run.sh; do
	name=$(basename "$(dirname "$run")")
	[ "$name" != cookbook ] || continue
	sh "$run" "$1/$name" >/dev/null
	for book in "$1/$name"/*.xlsx; do
		new=$(basename "$book" .xlsx)
		cp "$book" "$1/book/$name${new#rapport}.xlsx"
	done
done
