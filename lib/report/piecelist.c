/* piecelist.c - what ubat-agg(1) and its like write over and under their
 * tables, and the same in English.  "%" stands for anything, which is told
 * piece by piece itself. */
#include "wordpart.h"

/* Of a heading, between its commas. */
const struct ub_word ub_word_piece[] = { { "Andel", "Share" },
	{ "Antal", "Number" }, { "Antal olika", "Number of different" },
	{ "Antal personer", "Number of persons" }, { "Första", "First" },
	{ "Senaste", "Latest" }, { "Kvot av summor", "Ratio of sums" },
	{ "Medelvärde", "Mean" }, { "Median", "Median" },
	{ "Minsta värde", "Smallest value" },
	{ "Största värde", "Largest value" },
	{ "Ovägt medel", "Unweighted mean" },
	{ "Standardavvikelse", "Standard deviation" },
	{ "Standardiserat medelvärde", "Standardised mean" },
	{ "Summa", "Sum" }, { "Svarsfrekvens", "Response rate" },
	{ "Varians", "Variance" }, { "Vanligast", "Most common" },
	{ "Vägt medelvärde", "Weighted mean" }, { "Värde", "Value" },
	{ "ackumulerat", "accumulated" }, { "andel av alla", "share of all" },
	{ "andel av kolumnen", "share of the column" },
	{ "andel av raden", "share of the row" }, { "antal", "number" },
	{ "antal i basen", "number in the base" },
	{ "antal med uppgift", "number with a value" },
	{ "antal personer", "number of persons" },
	{ "antal personer bland övriga", "number of persons among the others" },
	{ "antal utan uppgift", "number without a value" },
	{ "ej registrerat", "not recorded" }, { "av alla", "of all" },
	{ "av dem med uppgift", "of those with a value" }, { "bas", "base" },
	{ "förändring", "change" }, { "procent", "per cent" },
	{ "procentenheter", "percentage points" },
	{ "rang (1 = högst)", "rank (1 = highest)" },
	{ "rang (1 = lägst)", "rank (1 = lowest)" },
	{ "skillnad", "difference" }, { "totalt", "total" },
	{ "Totalt", "Total" }, { "totalen", "the total" },
	{ "riket", "Sweden" }, { "Riket", "Sweden" },
	{ "uppgift saknas", "not stated" }, { "undre gräns", "lower limit" },
	{ "övre gräns", "upper limit" }, { "ja", "yes" }, { "nej", "no" },
	{ "poster", "records" }, { "personer", "persons" },
	{ "klienter", "clients" }, { "åtgärder", "interventions" },
	{ "ärenden", "cases" }, { "placeringar", "placements" },
	{ "deltagare", "participants" }, { "intervjuer", "interviews" },
	{ "kommuner", "municipalities" }, { "län", "counties" },
	{ "enheter", "units" }, { "svar", "answers" }, { "besök", "visits" },
	{ "insatser", "services" }, { "Kommun", "Municipality" },
	{ "Län", "County" }, { "Kön", "Sex" }, { "Ålder", "Age" },
	{ "År", "Year" }, { "Månad", "Month" }, { "Kvartal", "Quarter" },
	{ "Enhet", "Unit" }, { "Regi", "Provider" },
	{ "Åtgärd", "Intervention" }, { "Insats", "Service" }, { "Man", "Man" },
	{ "Kvinna", "Woman" }, { "Män", "Men" }, { "Kvinnor", "Women" },
	{ "Övriga", "Others" }, { "övriga", "others" }, { "Mått", "Measure" },
	{ "Profil", "Profile" }, { "Kommunal regi", "Municipal" },
	{ "Privat regi (enskild)", "Private" },
	{ "Egen regi", "The municipality's own" },
	{ "undre gräns (% procents konfidens)",
	    "lower limit (% per cent confidence)" },
	{ "glidande medelvärde av % perioder", "moving average of % periods" },
	{ "övre gräns (% procents konfidens)",
	    "upper limit (% per cent confidence)" },
	{ "% (standardiserat medelvärde)", "% (standardised mean)" },
	{ "rullande summa av % perioder", "rolling sum of % periods" },
	{ "% (standardiserad andel)", "% (standardised share)" },
	{ "Standardiserad andel %", "Standardised share of %" },
	{ "antal utan uppgift (%)", "number without a value (%)" },
	{ "% (standardavvikelse)", "% (standard deviation)" },
	{ "% (vägt medelvärde)", "% (weighted mean)" },
	{ "uppgift saknas (.%)", "not stated (.%)" },
	{ "Kvantil % (typ %)", "Quantile % (type %)" },
	{ "% (största värde)", "% (largest value)" },
	{ "% (minsta värde)", "% (smallest value)" },
	{ "% (antal olika)", "% (number of different)" },
	{ "% (ovägt medel)", "% (unweighted mean)" },
	{ "% (störst nr %)", "% (largest no. %)" },
	{ "% (vägd andel)", "% (weighted share)" },
	{ "skillnad mot %", "difference from %" },
	{ "% (medelvärde)", "% (mean)" },
	{ "% (vanligast)", "% (most common)" },
	{ "% (kvantil %)", "% (quantile %)" },
	{ "Vägd andel %", "Weighted share of %" },
	{ "Störst nr %", "Largest no. %" }, { "% (varians)", "% (variance)" },
	{ "% (senaste)", "% (latest)" }, { "%, version", "%, version" },
	{ "% (median)", "% (median)" }, { "% (första)", "% (first)" },
	{ "Kvantil %", "Quantile %" }, { "% (summa)", "% (sum)" },
	{ "% (andel)", "% (share)" }, { "Andel %", "Share of %" },
	{ "Antal %", "Number of %" }, { NULL, NULL } };

/* The same of what a test gives: "Regi och kön, p-värde" names two columns. */
const struct ub_word ub_word_result[] = { { "p-värde", "p-value" },
	{ "p-värde mot totalen", "p-value against the total" },
	{ "p-värde mot övriga", "p-value against the others" },
	{ "p-värde mot raden före", "p-value against the row before" },
	{ "p-värde justerat enligt Holm", "p-value adjusted by Holm" },
	{ "säkerställd skillnad", "significant difference" },
	{ "frihetsgrader", "degrees of freedom" },
	{ "minsta antal i en del", "smallest number in a part" },
	{ "chi-två-test", "chi-squared test" },
	{ "Fishers exakta test", "Fisher's exact test" },
	{ "test av två andelar", "test of two shares" },
	{ "Welchs t-test", "Welch's t-test" },
	{ "Mann-Whitneys test", "Mann-Whitney test" },
	{ "McNemars test", "McNemar's test" },
	{ "Wilcoxons teckenrangtest", "Wilcoxon's signed-rank test" },
	{ "Bowkers test", "Bowker's test" },
	{ "Stuart-Maxwells test", "Stuart-Maxwell test" },
	{ "parat t-test", "paired t-test" },
	{ "Cochran-Armitages trendtest", "Cochran-Armitage trend test" },
	{ "linjär trend", "linear trend" },
	{ "Mantel-Haenszels test", "Mantel-Haenszel test" },
	{ "chi-två", "chi-squared" },
	{ "skillnad i procentenheter", "difference in percentage points" },
	{ "skillnad i medelvärde", "difference in means" },
	{ "oddskvot", "odds ratio" }, { "Cramérs V", "Cramér's V" },
	{ "Cohens d", "Cohen's d" }, { "Cohens w", "Cohen's w" },
	{ "rangbiserial korrelation", "rank-biserial correlation" },
	{ "medelskillnad", "mean difference" },
	{ "medelskillnad genom standardavvikelse före",
	    "mean difference by the standard deviation before" },
	{ "förändring i procentenheter per steg",
	    "change in percentage points per step" },
	{ "förändring per steg", "change per step" },
	{ "sammanvägd oddskvot", "pooled odds ratio" },
	{ "sammanvägd kvot mellan andelar", "pooled ratio of shares" },
	{ "sammanvägd skillnad i procentenheter",
	    "pooled difference in percentage points" },
	{ "p-värde justerat enligt Holm (%)", "p-value adjusted by Holm (%)" },
	{ "säkerställd skillnad (%)", "significant difference (%)" },
	{ "frihetsgrader (%)", "degrees of freedom (%)" },
	{ "p-värde mot %", "p-value against %" },
	{ "p-värde (%)", "p-value (%)" }, { NULL, NULL } };

/* Of a note. */
const struct ub_word ub_word_sentence[] = {
	{ "Varje rad är prövad mot raden före.",
	    "Each row is tested against the row before." },
	{ "Varje rad är prövad mot de övriga, som den själv inte "
	  "ingår i.",
	    "Each row is tested against the others, of which it is "
	    "none." },
	{ "Personer finns i flera poster: test och intervall räknar "
	  "varje post för sig och är för snäva.",
	    "Persons are in several records: tests and intervals count "
	    "each record by itself and are too narrow." },
	{ "Totalundersökning.", "Everybody was asked." },
	{ "Urvalsundersökning.", "A sample." },
	{ "Urvalsundersökning; populationen är känd för varje grupp.",
	    "A sample; the population is known of each group." },
	{ "Intervall och test behandlar bortfallet som slumpmässigt.",
	    "Intervals and tests take the non-response for random." },
	{ "Intervall och test behandlar bortfallet som slumpmässigt; "
	  "populationen är känd för varje grupp.",
	    "Intervals and tests take the non-response for random; the "
	    "population is known of each group." },
	{ "Skillnader är beräknade på avrundade tal.",
	    "Differences are computed of rounded figures." },
	{ "Skillnader är beräknade på oavrundade tal.",
	    "Differences are computed of unrounded figures." },
	{ "Procenttalen är avrundade vart för sig och blir "
	  "tillsammans inte alltid 100.",
	    "Per cents are rounded each by itself and do not always "
	    "make 100 together." },
	{ "Lika värden har samma rang, och nästa rang hoppas över.",
	    "Equal values have the same rank, and the next rank is "
	    "passed over." },
	{ "Säkerställd skillnad: p-värde under %; tabellen har % "
	  "test, och p-värdena är justerade för det enligt Holm.",
	    "Significant difference: p-value below %; the table has % "
	    "tests, and the p-values are adjusted for that by Holm." },
	{ "Säkerställd skillnad: p-värde under %; tabellen har % "
	  "test, vart och ett prövat för sig.",
	    "Significant difference: p-value below %; the table has % "
	    "tests, each tried by itself." },
	{ "% poster i % grupper är inte med, inte heller i summor: "
	  "de var för få i sin del.",
	    "% records in % groups are left out, of sums too: they "
	    "were too few in their part." },
	{ "Intervall och test behandlar bortfallet som slumpmässigt; "
	  "populationen är %.",
	    "Intervals and tests take the non-response for random; the "
	    "population is %." },
	{ "Redovisas inte på grund av bortfall över % procent, men "
	  "ingår i totaler: %.",
	    "Not shown because of non-response above % per cent, but "
	    "part of totals: %." },
	{ "I % test är ett förväntat antal under 5: de p-värdena är "
	  "osäkra.",
	    "In % tests an expected number is below 5: those p-values "
	    "are uncertain." },
	{ "Urvalsundersökning; populationen är %.",
	    "A sample; the population is %." },
	{ "Län med en enda kommun i tabellen: %.",
	    "Counties with one municipality only in the table: %." },
	{ "Svarsfrekvens: %.", "Response rate: %." }, { NULL, NULL }
};

/* Of the lists in those. */
const struct ub_word ub_word_listed[] = { { "% och % till", "% and % more" },
	{ "% procent", "% per cent" }, { "%: %", "%: %" }, { NULL, NULL } };
