/*
 * check.js - pages of ubat-html in a browser, as their readers meet them.
 *
 *	node check.js CHROMIUM PICTURES PAGE...
 *
 * For each page, by day and by night and narrow as a telephone: no message on
 * the console, nothing fetched, nothing that axe-core's rules object to, no
 * page wider than its window; and the keyboard reaches every link and table in
 * the order in which they stand.  Pictures are left in PICTURES.  Exit 1 when
 * something is wrong, each thing on a line of standard output.
 */
'use strict';

const fs = require('fs');
const path = require('path');
const puppeteer = require('puppeteer-core');

const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const views = [
	{ name: 'day', width: 1100, scheme: 'light' },
	{ name: 'night', width: 1100, scheme: 'dark' },
	{ name: 'telephone', width: 360, scheme: 'light' },
];
let wrong = 0;

function tell(page, view, what) {
	console.log(`${path.basename(page)} (${view}): ${what}`);
	wrong++;
}

/* The page says that no script runs in it; this one does, from outside. */
async function open(browser, file, view) {
	const tab = await browser.newPage();

	await tab.setBypassCSP(true);
	await tab.setViewport({ width: view.width, height: 900 });
	await tab.emulateMediaFeatures(
	    [{ name: 'prefers-color-scheme', value: view.scheme }]);
	tab.on('console', (m) => tell(file, view.name, m.text()));
	tab.on('pageerror', (e) => tell(file, view.name, e.message));
	tab.on('request', (r) => {
		if (!r.url().startsWith('file:') || !r.isNavigationRequest())
			tell(file, view.name, `fetches ${r.url()}`);
	});
	await tab.goto('file://' + path.resolve(file));
	return tab;
}

async function rules(tab, file, view) {
	await tab.evaluate(axe);
	const found = await tab.evaluate(() => axe.run(document, {
		runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
	}));

	for (const v of found.violations)
		tell(file, view.name, `${v.id}: ${v.help}: ${v.nodes[0].html}`);
	return found.passes.length;
}

async function width(tab, file, view) {
	const over = await tab.evaluate(
	    () => document.documentElement.scrollWidth - window.innerWidth);

	if (over > 0)
		tell(file, view.name, `wider than the window by ${over}`);
}

/* TAB goes once through all that can be reached, in their order. */
async function keyboard(tab, file, view) {
	const want = await tab.evaluate(() => {
		const all = document.querySelectorAll('a[href], [tabindex="0"]');
		all.forEach((x, i) => { x.dataset.stop = i; });
		return all.length;
	});

	for (let i = 0; i < want; i++) {
		await tab.keyboard.press('Tab');
		const at = await tab.evaluate(
		    () => document.activeElement.dataset.stop);
		if (at !== String(i)) {
			tell(file, view.name, `TAB ${i + 1} leads to ${at}`);
			return;
		}
	}
}

async function main([chromium, pictures, ...pages]) {
	const browser = await puppeteer.launch({
		executablePath: chromium, headless: true,
		args: ['--no-sandbox', '--disable-gpu'],
	});

	for (const file of pages) {
		for (const view of views) {
			const tab = await open(browser, file, view);
			const name = path.basename(file, '.html');
			const passed = await rules(tab, file, view);

			if (passed < 10)
				tell(file, view.name, `only ${passed} rules`);
			await width(tab, file, view);
			if (view.name === 'day')
				await keyboard(tab, file, view);
			await tab.screenshot({ fullPage: true,
				path: path.join(pictures, `${name}-${view.name}.png`) });
			await tab.close();
		}
	}
	await browser.close();
	process.exitCode = wrong > 0 ? 1 : 0;
}

main(process.argv.slice(2)).catch((e) => {
	console.error(e.message);
	process.exitCode = 2;
});
