# Prints what R computes of the cases below, as JSON with 12 significant digits: the independent computation that
# against-r.test.ts compares the statistics of this folder with. Needs R and its package survival, nothing else.
#   Rscript lib/stats/reference/figures.R > lib/stats/reference/figures-of-r.json
suppressPackageStartupMessages(library(survival))

number <- function(x) ifelse(is.na(x), "null", formatC(x, digits = 12, format = "g", flag = "", width = 1))
numbers <- function(x) paste0("[", paste(vapply(x, number, ""), collapse = ", "), "]")
object <- function(...) { parts <- list(...); paste0("{ ", paste(sprintf('"%s": %s', names(parts), unlist(parts)), collapse = ", "), " }") }
array <- function(rows) paste0("[\n    ", paste(rows, collapse = ",\n    "), "\n  ]")

# Freireich et al., Blood 1963;21:699: weeks of remission, 6-mercaptopurine and placebo (also Kalbfleisch and Prentice).
mp <- list(days = c(6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35), event = c(rep(1, 9), rep(0, 12)))
placebo <- list(days = c(1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23), event = rep(1, 21))
# survival::aml, Miller, Survival Analysis, 1997: weeks of remission with and without maintenance chemotherapy.
maintained <- list(days = aml$time[aml$x == "Maintained"], event = aml$status[aml$x == "Maintained"])
nonmaintained <- list(days = aml$time[aml$x == "Nonmaintained"], event = aml$status[aml$x == "Nonmaintained"])
# survival::lung, Loprinzi et al., J Clin Oncol 1994;12:601: 228 patients, days, many ties.
lung_sex <- function(sex) list(days = lung$time[lung$sex == sex], event = lung$status[lung$sex == sex] - 1)

survival_case <- function(name, data) {
  fit <- survfit(Surv(data$days, data$event) ~ 1, conf.type = "log-log")
  at <- fit$n.event > 0
  ends <- summary(fit)$table[c("median", "0.95LCL", "0.95UCL")]
  object(name = sprintf('"%s"', name), days = numbers(data$days), event = numbers(data$event), stepDays = numbers(fit$time[at]), atRisk = numbers(fit$n.risk[at]),
    survival = numbers(fit$surv[at]), lower = numbers(fit$lower[at]), upper = numbers(fit$upper[at]), median = numbers(unname(ends)))
}
proportion_case <- function(x, n) { ends <- binom.test(x, n)$conf.int; object(successes = number(x), total = number(n), lower = number(ends[1]), upper = number(ends[2])) }
fisher_case <- function(a, n, b, m) {
  table <- matrix(c(a, n - a, b, m - b), nrow = 2)
  p <- function(side) number(fisher.test(table, alternative = side)$p.value)
  object(first = numbers(c(a, n)), second = numbers(c(b, m)), twoSided = p("two.sided"), firstLower = p("less"), firstHigher = p("greater"))
}

cat("{\n")
cat(sprintf('  "by": "%s, survival %s",\n', R.version.string, packageVersion("survival")))
cat('  "kaplanMeier":', array(c(survival_case("mp", mp), survival_case("placebo", placebo), survival_case("maintained", maintained),
  survival_case("nonmaintained", nonmaintained), survival_case("lung men", lung_sex(1)), survival_case("lung women", lung_sex(2)))), ",\n", sep = "")
cat('  "clopperPearson":', array(c(proportion_case(0, 17), proportion_case(10, 36), proportion_case(8, 53), proportion_case(10, 53), proportion_case(2, 53), proportion_case(3, 18),
  proportion_case(4, 18), proportion_case(3, 17), proportion_case(6, 19), proportion_case(4, 34), proportion_case(17, 17), proportion_case(1, 1), proportion_case(1, 10000), proportion_case(4999, 10000))), ",\n", sep = "")
cat('  "fisher":', array(c(fisher_case(0, 17, 10, 36), fisher_case(6, 18, 0, 16), fisher_case(6, 19, 4, 34), fisher_case(3, 18, 4, 18), fisher_case(5, 10, 5, 10),
  fisher_case(0, 10, 0, 12), fisher_case(12, 12, 0, 12), fisher_case(1, 40, 7, 45), fisher_case(30, 200, 55, 210))), "\n", sep = "")
cat("}\n")
