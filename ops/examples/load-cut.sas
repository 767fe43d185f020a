/* Loads a data cut into SAS: every dataset of SDTM or ADaM into the library WORK, with labels and, where a column has one, its code list as a format.

     %load_cut(folder=PACKAGE, standard=adam)      the unpacked archive package
     %take_cut(server=https://ecrf.example.org, cut=cut%2001, standard=adam, folder=PACKAGE)
     %load_cut(folder=PACKAGE, standard=adam)      the server, with an access token in the environment variable ECRF_TOKEN

   Labels come with the transport files; code lists are those of code-lists.csv. Needs SAS 9.4 (take_cut: maintenance 4 or newer).
   Transport files hold ASCII of at most 200 characters: xpt-substitutions.csv beside them says which values differ from what was recorded.
   The blank between %20 and 01 above is not one: a name is written as in an address. A token is made on the page Account; keep it out of programs. */

%macro load_cut(folder=, standard=adam);
  %local place count at name;
  %let place = &folder/&standard;

  /* The code lists as formats: one for each column, named after dataset and column; F at the end, since a name may not end in a digit. */
  proc import datafile="&place/code-lists.csv" out=work._lists dbms=csv replace;
    guessingrows=max;
    getnames=yes;
  run;
  data work._formats;
    length fmtname $32 type $1 start $200 label $200;
    set work._lists;
    fmtname = cats(dataset, '_', variable, 'F');
    type = ifc(type_of_value = 'text', 'C', 'N');
    start = strip(value);
    label = strip(decode);
    keep fmtname type start label dataset variable;
  run;
  proc format library=work cntlin=work._formats(keep=fmtname type start label);
  run;

  /* Every transport file of the folder. */
  data work._members;
    length name $8;
    rc = filename('_place', "&place");
    did = dopen('_place');
    do at = 1 to dnum(did);
      if scan(dread(did, at), -1, '.') = 'xpt' then do;
        name = upcase(scan(dread(did, at), 1, '.'));
        output;
      end;
    end;
    rc = dclose(did);
    keep name;
  run;
  data _null_;
    set work._members end=last;
    call symputx(cats('_name', _n_), name);
    if last then call symputx('_count', _n_);
  run;
  %let count = &_count;

  %do at = 1 %to &count;
    %let name = &&_name&at;
    libname _one xport "&place/%lowcase(&name).xpt" access=readonly;
    proc copy in=_one out=work memtype=data;
    run;
    libname _one clear;
    /* The format of each column that has one. */
    filename _code temp;
    data _null_;
      file _code;
      set work._formats(where=(dataset = "&name"));
      by notsorted variable;
      if first.variable then do;
        spec = cats(ifc(type = 'C', '$', ''), fmtname, '.');
        put '  format ' variable spec ';';
      end;
    run;
    proc datasets library=work nolist;
      modify &name;
      %include _code;
    quit;
    filename _code clear;
  %end;
%mend load_cut;

/* Takes the transport files and the code lists of a cut from the server into FOLDER/STANDARD, which must be there. */
%macro take_cut(server=, cut=, standard=adam, folder=);
  %local token count at;
  %let token = %sysget(ECRF_TOKEN);
  filename _cut temp;
  proc http url="&server/api/v1/cuts/&cut" out=_cut;
    headers "Authorization"="Bearer &token";
  run;
  libname _cut json fileref=_cut;
  proc sql noprint;
    create table work._wanted as select f.file, f.url from _cut.formats as s, _cut.formats_files as f
      where s.ordinal_formats = f.ordinal_formats and s.format = "&standard" and (scan(f.file, -1, '.') = 'xpt' or f.file = 'code-lists.csv');
  quit;
  %let count = 0;
  data _null_;
    set work._wanted end=last;
    call symputx(cats('_file', _n_), file);
    call symputx(cats('_url', _n_), url);
    if last then call symputx('_count', _n_);
  run;
  %let count = &_count;
  %do at = 1 %to &count;
    filename _file "&folder/&standard/&&_file&at";
    proc http url="&server&&_url&at" out=_file;
      headers "Authorization"="Bearer &token";
    run;
    filename _file clear;
  %end;
  libname _cut clear;
  filename _cut clear;
%mend take_cut;
