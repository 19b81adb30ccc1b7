# ubat - GNU make.  Settings a packager may override come first.
PREFIX  ?= /usr/local
BINDIR  ?= $(PREFIX)/bin
MANDIR  ?= $(PREFIX)/share/man
BASHDIR ?= $(PREFIX)/share/bash-completion/completions
ZSHDIR  ?= $(PREFIX)/share/zsh/site-functions
CC      := $(if $(filter default,$(origin CC)),gcc,$(CC))
CFLAGS  ?= -O2 -g
VERSION := $(shell cat VERSION)
B       := build

# The one place that says what a third-party library is linked as.
UTF8_LIBS ?= -lutf8proc
CSV_LIBS  ?= -lcsv
# .gz in: by ISA-L where it is; ISAL_LIBS= asks for zlib
ISAL_LIBS ?= $(if $(wildcard /usr/include/isa-l.h),-lisal)
ZLIB_LIBS ?= -lz
GZ_LIBS   := $(or $(strip $(ISAL_LIBS)),$(ZLIB_LIBS))
XLSX_LIBS ?= -lxlsxwriter
CLP_LIBS  ?= -lClp -lCoinUtils
SODIUM_LIBS ?= -lsodium
ZIP_LIBS  ?= -lzip -lexpat $(ZLIB_LIBS)
SAV_LIBS  ?= -lreadstat
REGEX_LIBS ?= -lpcre2-8
GSL_LIBS  ?= -lgsl -lgslcblas
ICU_LIBS  ?= -licui18n -licuuc

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
	-Wmissing-prototypes -Wwrite-strings -Wformat=2 -Wvla -Wundef
ALL_CFLAGS = -std=c11 -D_GNU_SOURCE -DUBAT_VERSION='"$(VERSION)"' -I. \
	$(if $(strip $(ISAL_LIBS)),-DUBAT_ISAL) $(WARN) $(CFLAGS) $(CPPFLAGS)

# Everything is found by name: a new cmd/ubat-*.c is a new command.
CMDS  := $(patsubst cmd/%.c,%,$(wildcard cmd/ubat-*.c))
# What the commands share; cmd/*-option.c is a part of those named below.
CLI   := $(patsubst %.c,$(B)/%.o,$(filter-out $(wildcard cmd/*-*.c), \
	$(wildcard cmd/*.c)))
LIB   := $(patsubst %.c,$(B)/%.o,$(sort $(wildcard lib/*/*.c))) \
	$(B)/gen/embedded.o
UNIT  := $(patsubst tests/unit/%.c,$(B)/unit/%,$(wildcard tests/unit/*.c))
MAN   := $(wildcard man/*.[157])
EMBED := $(sort $(wildcard lib/codes/*.csv lib/instruments/*.instrument)) \
	cmd/complete.bash cmd/complete.zsh

all: $(CMDS:%=$(B)/bin/%)

# What a command links beyond the library, one line each.
$(B)/bin/%: LDLIBS += $(UTF8_LIBS) $(REGEX_LIBS) -lpthread
$(B)/unit/%: LDLIBS += $(UTF8_LIBS) $(CSV_LIBS) $(GZ_LIBS) $(ZLIB_LIBS) $(XLSX_LIBS) $(CLP_LIBS) $(SODIUM_LIBS) \
	$(ZIP_LIBS) $(SAV_LIBS) $(REGEX_LIBS) $(ICU_LIBS) $(GSL_LIBS) -lpthread
$(B)/bin/ubat-import: LDLIBS += $(CSV_LIBS) $(GZ_LIBS) $(SODIUM_LIBS) \
	$(ZIP_LIBS) $(SAV_LIBS) -lpthread
$(B)/bin/ubat-agg: LDLIBS += $(GSL_LIBS)
$(B)/bin/ubat-agg: $(B)/cmd/agg-option.o
$(B)/bin/ubat-mask: $(B)/cmd/mask-option.o
$(B)/bin/ubat-score: $(B)/cmd/score-option.o
$(B)/bin/ubat-xlsx $(B)/bin/ubat-html: $(B)/cmd/report-option.o
$(B)/bin/ubat-audit: LDLIBS += $(CLP_LIBS) $(CSV_LIBS) $(GZ_LIBS) $(ZIP_LIBS)
$(B)/bin/ubat-join: LDLIBS += $(CSV_LIBS) $(GZ_LIBS)
$(B)/bin/ubat-xlsx: LDLIBS += $(XLSX_LIBS) $(ZIP_LIBS)
$(B)/bin/ubat-sort $(B)/bin/ubat-show: LDLIBS += $(ICU_LIBS)
$(B)/bin/ubat-table: LDLIBS += $(ICU_LIBS)

$(B)/bin/%: $(B)/cmd/%.o $(CLI) $(B)/libubat.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -Wl,--as-needed -o $@ $(filter %.o,$^) \
	    $(filter %.a,$^) $(LDLIBS) -lm
$(B)/unit/%: $(B)/tests/unit/%.o $(B)/libubat.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -Wl,--as-needed -o $@ $^ $(LDLIBS) -lm
$(B)/libubat.a: $(LIB)
	@rm -f $@
	$(AR) rcs $@ $^
$(B)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<
$(B)/gen/embedded.o: $(B)/gen/embedded.c
	$(CC) $(ALL_CFLAGS) -c -o $@ $<
$(B)/gen/embedded.c: lib/base/embed.sh $(EMBED)
	@mkdir -p $(@D)
	sh lib/base/embed.sh $(EMBED) >$@.tmp && mv $@.tmp $@

$(B)/bin/ubat-mask: LDLIBS += $(CLP_LIBS)

unit: $(UNIT)

# Everything that tests is in tests/run.sh; -n: install no package.
test:
	sh tests/run.sh -n unit bats
asan:
	sh tests/run.sh -n asan
lint:
	sh tests/run.sh -n lint
check:
	sh tests/run.sh -n
# What the suite does with a few hundred random tables, with ten thousand.
# And a thousand million records in 16 MiB.
torture: all unit
	UBAT_TORTURE=1 $(B)/unit/mask
	UBAT_TORTURE=1 $(B)/unit/maskbrute
	sh tests/torture/billion.sh
# The compiler's opinion without its output: make CC=clang syntax
syntax:
	$(CC) $(ALL_CFLAGS) -Wno-string-conversion \
	    -Wno-string-concatenation -fsyntax-only \
	    $(wildcard lib/*/*.c cmd/*.c tests/unit/*.c)
# Every example that makes a report, into build/examples/NAME
EXAMPLES := $(filter-out cookbook,$(patsubst examples/%/run.sh,%, \
	$(wildcard examples/*/run.sh)))
examples: all
	for e in $(EXAMPLES); do \
		sh examples/$$e/run.sh $(B)/examples/$$e || exit; \
	done
bench: all
	sh tests/bench/run.sh
bench-expr: all
	sh tests/bench/expr.sh
bench-score: all
	sh tests/bench/score.sh
bench-xlsx: all
	sh tests/bench/xlsx.sh
# Pages before a browser, the rules of accessibility and a validator.
web: all
	sh tests/web/run.sh
# Fuzz targets, by clang's libFuzzer: make fuzz FUZZ_SECONDS=600 FUZZ=reader
FUZZERS := $(patsubst tests/fuzz/%.c,$(B)/fuzzer/%,$(wildcard tests/fuzz/*.c))
FUZZ_CFLAGS := -O1 -g -fno-omit-frame-pointer -fno-sanitize-recover=all \
	-fsanitize=fuzzer-no-link,address,undefined
fuzz:
	$(MAKE) CC=clang B=build/fuzz CFLAGS='$(FUZZ_CFLAGS)' fuzzers
	sh tests/fuzz/run.sh
fuzzers: $(FUZZERS)
$(B)/fuzzer/%: LDLIBS += $(UTF8_LIBS) $(CSV_LIBS) $(GZ_LIBS) $(XLSX_LIBS) \
	$(REGEX_LIBS) $(SODIUM_LIBS) $(ZIP_LIBS) $(SAV_LIBS) $(CLP_LIBS) $(GSL_LIBS)
$(B)/fuzzer/%: $(B)/tests/fuzz/%.o $(B)/libubat.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -fsanitize=fuzzer $(LDFLAGS) -Wl,--as-needed -o $@ $^ \
	    $(LDLIBS) -lm

# What the workbooks of the examples look like in print, against the pictures
# that are kept; pictures-renew keeps these, once somebody has looked at them.
pictures: all
	sh examples/pictures.sh $(B)/pictures
pictures-renew: all
	sh examples/pictures.sh -r $(B)/pictures

install: all
	install -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(MANDIR)/man1 \
	    $(DESTDIR)$(MANDIR)/man5 $(DESTDIR)$(MANDIR)/man7
	install -m 755 $(CMDS:%=$(B)/bin/%) $(DESTDIR)$(BINDIR)
	install -m 644 $(filter %.1,$(MAN)) $(DESTDIR)$(MANDIR)/man1
	install -m 644 $(filter %.5,$(MAN)) $(DESTDIR)$(MANDIR)/man5
	install -m 644 $(filter %.7,$(MAN)) $(DESTDIR)$(MANDIR)/man7
	install -d $(DESTDIR)$(BASHDIR) $(DESTDIR)$(ZSHDIR)
	for c in $(CMDS); do \
		$(B)/bin/$$c --completion bash >$(DESTDIR)$(BASHDIR)/$$c && \
		$(B)/bin/$$c --completion zsh >$(DESTDIR)$(ZSHDIR)/_$$c && \
		chmod 644 $(DESTDIR)$(BASHDIR)/$$c $(DESTDIR)$(ZSHDIR)/_$$c || \
		exit; \
	done
uninstall:
	rm -f $(CMDS:%=$(DESTDIR)$(BINDIR)/%) \
	    $(CMDS:%=$(DESTDIR)$(BASHDIR)/%) $(CMDS:%=$(DESTDIR)$(ZSHDIR)/_%) $(foreach m,$(notdir $(MAN)), \
	    $(DESTDIR)$(MANDIR)/man$(subst .,,$(suffix $(m)))/$(m))
dist:
	@mkdir -p build
	git archive --prefix=ubat-$(VERSION)/ -o build/ubat-$(VERSION).tar.gz \
	    HEAD
clean:
	rm -rf build
.PHONY: all pictures pictures-renew unit test asan lint check torture syntax bench bench-expr bench-xlsx bench-score web examples \
	fuzz fuzzers install \
	uninstall dist clean
.SECONDARY:
-include $(shell find $(B) -name '*.d' 2>/dev/null)
