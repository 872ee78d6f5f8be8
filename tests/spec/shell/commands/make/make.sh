#prologue
export LC_ALL=C

printf 'A = hi\nall: a b\n\t@echo $(A) $^\na:\n\ttouch $@\nb: a\n\tcp $< $@\nfail:\n\tfalse\n.PHONY: all\n%%.o: %%.c\n\techo cc $< -o $@\n' > Makefile; make; make; make nope; make fail; echo $?; touch x.c; make x.o; make -n all b; make -s a; make b; make A=over; make -k fail all; echo $?

printf 'x:\n  echo hi\n' > bad; make -f bad; echo $?; make; echo $?; make -f none; echo $?; make target; printf 'all: missing\n\techo\n' > Makefile; make; echo $?; make -k; echo $?; printf 'a: b\nb: a\n' > Makefile; make; printf '\techo\n' > Makefile; make

printf 'V := $(shell echo one two)\nW = $(V) x\nV2 ?= def\nV += three\nall:\n\t@echo "$(V)|$(W)|$(V2)|$(words $(V))|$(word 2,$(V))|$(firstword $(V))|$(lastword $(V))"\n\t@echo $(subst o,0,$(V)) $(patsubst %%e,%%E,$(V)) $(V:e=X) $(filter t%%,$(V)) $(filter-out t%%,$(V)) $(sort c a b a)\n\t@echo $(dir a/b.c) $(notdir a/b.c) $(basename a/b.c) $(suffix a/b.c) $(addprefix p-,x y) $(addsuffix .o,x y) $(if $(V),yes,no) $(foreach i,1 2,[$(i)])\n\t@echo $$HOME $${HOME} | grep -c /\n' > Makefile; make; make V2=cl; V2=env make

printf 'SRC = $(wildcard *.c)\nOBJ = $(SRC:.c=.o)\nprog: $(OBJ)\n\tcat $^ > $@\n%%.o: %%.c\n\tcp $< $@\nclean:\n\trm -f prog *.o\n.PHONY: clean\n' > Makefile; echo 1 > a.c; echo 2 > b.c; make; make; sleep 1.1; touch a.c; make; make clean; ls

printf 'ifeq ($(X),1)\nM = one\nelse ifeq ($(X),2)\nM = two\nelse\nM = other\nendif\nifdef Y\nM += y\nendif\nall: ; @echo $(M)\n' > Makefile; make; make X=1; make X=2 Y=1; printf 'include inc.mk\nall:\n\t@echo $(I)\n' > Makefile; echo 'I = included' > inc.mk; make; rm inc.mk; make; echo $?

printf 'all: one two\none:\n\t-false\n\t@echo after\ntwo:\n\tcd /tmp && pwd\n\t@echo a; \\\n\techo b\n\texit 3\n' > Makefile; make; echo $?; make -i; echo $?; mkdir sub; printf 'all:\n\t@echo in sub $(P)\n' > sub/Makefile; make -C sub P=1; make -s -C sub; make -C nodir; echo $?; printf 'all:\n\t$(MAKE) -C sub\n' > Makefile; make

printf 'a.txt b.txt: src\n\techo $@ from $< > $@\nsrc:\n\techo s > $@\nall: a.txt b.txt | dir\n\tls\ndir:\n\tmkdir dir\n' > Makefile; make all; make all; make; printf '$(info hello)\n$(warning careful)\nall:\n\t@:\n$(error stop now)\n' > Makefile; make; echo $?; printf 'all:\n' > Makefile; make; printf 'all: dep\ndep:\n' > Makefile; make; touch there; printf 'there:\n' > Makefile; make
