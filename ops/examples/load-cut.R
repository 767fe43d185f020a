# Loads a data cut into R: every dataset of SDTM or ADaM as a data frame, each column with its label, its type and, where it has one, its code list.
#
#   source("load-cut.R")
#   cut <- load_cut(folder = "PACKAGE")                                            # the unpacked archive package
#   cut <- load_cut(server = "https://ecrf.example.org", cut = "cut 01")           # the server, with an access token in ECRF_TOKEN
#   table(cut$adsl$TRT01P); attr(cut$adsl$TRT01P, "label")
#
# From a shell: Rscript load-cut.R PACKAGE [adam|sdtm], or Rscript load-cut.R SERVER CUT [adam|sdtm]; prints what was loaded.
# Needs R 4 and the package jsonlite. A token is made on the page Account; keep it in the environment, never in a script.

load_cut <- function(folder = NULL, server = NULL, cut = NULL, standard = "adam", token = Sys.getenv("ECRF_TOKEN"), decode = TRUE) {
  files <- if (is.null(server)) files_of_folder(file.path(folder, standard)) else files_of_server(server, cut, standard, token)
  lists <- read.csv(files$lists, colClasses = "character", na.strings = character(), encoding = "UTF-8")
  loaded <- lapply(files$datasets, function(path) load_dataset(path, lists, decode))
  names(loaded) <- sub("\\.json$", "", basename(files$datasets))
  loaded
}

files_of_folder <- function(folder) {
  list(lists = file.path(folder, "code-lists.csv"), datasets = sort(list.files(file.path(folder, "dataset-json"), "\\.json$", full.names = TRUE)))
}

# Takes the files of the format into a temporary folder, which goes with the session of R.
files_of_server <- function(server, cut, standard, token) {
  if (!nzchar(token)) stop("Put an access token into the environment variable ECRF_TOKEN.")
  place <- tempfile("cut")
  dir.create(file.path(place, "dataset-json"), recursive = TRUE)
  take <- function(url, file) {
    path <- file.path(place, file)
    download.file(paste0(server, url), path, mode = "wb", quiet = TRUE, method = "libcurl", headers = c(Authorization = paste("Bearer", token)))
    path
  }
  described <- jsonlite::fromJSON(take(paste0("/api/v1/cuts/", utils::URLencode(cut, reserved = TRUE)), "cut.json"), simplifyVector = FALSE)
  format <- Filter(function(each) each$format == standard, described$formats)[[1]]
  if (format$state != "done") stop("The cut was not written as ", standard, " yet: ask for it on the page Data cuts.")
  for (each in format$files) if (grepl("^(dataset-json/.*\\.json|code-lists\\.csv)$", each$file)) take(each$url, each$file)
  files_of_folder(place)
}

load_dataset <- function(path, lists, decode) {
  content <- jsonlite::fromJSON(path, simplifyVector = FALSE)
  columns <- lapply(seq_along(content$columns), function(at) {
    described <- content$columns[[at]]
    cells <- lapply(content$rows, function(row) row[[at]])
    column <- as_typed(cells, described$dataType)
    terms <- lists[lists$DATASET == content$name & lists$VARIABLE == described$name, ]
    if (decode && nrow(terms) > 0) column <- as_listed(column, terms)
    attr(column, "label") <- described$label
    column
  })
  names(columns) <- vapply(content$columns, function(each) each$name, "")
  frame <- structure(columns, class = "data.frame", row.names = seq_along(content$rows))
  attr(frame, "label") <- content$label
  frame
}

# Partial dates stay text: a day that nobody knows is not invented. Missing text is "" as in the file, a missing number or date NA.
as_typed <- function(cells, type) {
  text <- vapply(cells, function(cell) if (is.null(cell)) NA_character_ else if (is.numeric(cell)) sprintf("%.17g", cell) else as.character(cell), "")
  switch(type, integer = as.integer(text), float = , double = , decimal = as.numeric(text), date = as_whole_dates(text), text)
}

as_whole_dates <- function(text) {
  known <- text[!is.na(text) & text != ""]
  if (all(grepl("^\\d{4}-\\d{2}-\\d{2}$", known))) as.Date(replace(text, which(text == ""), NA)) else text
}

# A factor with the meanings as its levels. A list that lacks a value of the column is left alone: nothing is turned into NA. Where two codes mean the same, the codes stay.
as_listed <- function(column, terms) {
  values <- as.character(column)
  values[!is.na(values) & values == ""] <- NA
  if (!all(values %in% c(NA, terms$VALUE))) return(column)
  if (anyDuplicated(terms$DECODE)) factor(values, levels = terms$VALUE) else factor(values, levels = terms$VALUE, labels = terms$DECODE)
}

if (sys.nframe() == 0L && !interactive()) {
  given <- commandArgs(trailingOnly = TRUE)
  if (length(given) == 0) stop("Name the folder of an archive package, or a server and a cut.")
  is_server <- grepl("^https?://", given[1])
  standard <- if (length(given) > 1 + is_server) given[2 + is_server] else "adam"
  cut <- if (is_server) load_cut(server = given[1], cut = given[2], standard = standard) else load_cut(folder = given[1], standard = standard)
  for (name in names(cut)) cat(sprintf("%-10s %6d rows %4d columns  %s\n", name, nrow(cut[[name]]), ncol(cut[[name]]), attr(cut[[name]], "label")))
}
