// DuckDB over streams: node duckdb-stream.js DIR few|some|many|join THREADS.
// What job.sh asks of ubat-agg and ubat-join, written to standard output by
// DuckDB itself.
const { DuckDBInstance } = require('@duckdb/node-api');
const [dir, what, threads] = process.argv.slice(2);

const stream = (file, names) => `read_csv('${dir}/${file}', delim = '\\t',
	quote = '', escape = '', header = false, auto_detect = false,
	comment = '#', new_line = '\\n',
	columns = {${names.map((n) => `'${n}': 'VARCHAR'`).join(', ')}})`;
const persons = stream('persons.ubat', ['personnummer', 'kommun', 'kon',
	'fodd', 'atgard', 'form', 'regi', 'start', 'slut', 'avslut', 'b1', 'b2',
	'b3', 'b4', 'b5', 'b6', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'kostnad']);
const right = stream('right.ubat', ['personnummer', 'sex', 'born']);
const keys = { few: 'regi', some: 'kommun, atgard, regi', many: 'personnummer' };
const query = what === 'join'
	? `select l.*, r.sex, r.born
	    from ${persons} l left join ${right} r using (personnummer)`
	: `select ${keys[what]}, count(*) as n,
	    avg((nullif(b1, '')::int > 6)::int) as good,
	    avg(nullif(kostnad, '')::decimal(18, 2)) as cost
	    from ${persons} group by all`;

(async () => {
	const db = await DuckDBInstance.create(':memory:', { threads });
	const con = await db.connect();
	await con.run(`copy (${query}) to '/dev/stdout'
	    (format csv, delimiter '\\t', quote '', escape '', header false,
	    use_tmp_file false)`);
})();
