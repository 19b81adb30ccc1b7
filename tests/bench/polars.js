// The job for polars, lazily: node polars.js FILE.  Columns as text.
const polars = require('nodejs-polars');
const pl = polars.default || polars;
const [file] = process.argv.slice(2);

const c = pl.col;
const year = (x) => x.str.slice(0, 4).cast(pl.Int32);
const answer = pl.scanCSV(file, { sep: ';', inferSchemaLength: 0 })
	.filter(c('åtgärd').eq(pl.lit('12-stegsbehandling'))
		.and(c('startdatum').gtEq(pl.lit('2015'))))
	.withColumns(
		year(c('startdatum')).minus(c('födelseår').cast(pl.Int32)).alias('age'),
		c('B1').cast(pl.Int32).gt(6).cast(pl.Float64).alias('good'),
		c('avslut').eq(pl.lit('oplanerat')).cast(pl.Float64).alias('early'))
	.groupBy(['kommunkod', 'regi'])
	.agg(c('age').count().alias('n'), c('good').mean(),
		c('age').mean().alias('mean'), c('early').mean())
	.collectSync();
const six = (v) => (v === null ? '' : v.toFixed(6));

for (const [kommun, regi, n, ...x] of answer.rows())
	console.log([kommun, regi, Number(n), ...x.map(six)].join('\t'));
