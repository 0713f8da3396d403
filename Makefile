# Two commands are enough: `make run` and `make test`.
SCRATCH ?= .build
VAR     ?= var
HOST    ?= 127.0.0.1
PORT    ?= 8080
SWIFT   ?= swift
BUILD   := $(SWIFT) build --scratch-path $(SCRATCH)

.PHONY: run test journeys bench lint format package clean

run:
	@scripts/install.sh run
	@echo "Building (the first time takes some minutes; afterwards seconds)"
	@$(BUILD) --product yiwang
	@mkdir -p $(VAR)
	@exec $(SCRATCH)/debug/yiwang serve --demo --host $(HOST) --port $(PORT) --database sqlite:$(VAR)/yiwang.sqlite --keys $(VAR)/keys.json

test:
	@scripts/install.sh test
	$(BUILD) --build-tests
	scripts/postgres/with-postgres.sh $(SWIFT) test --scratch-path $(SCRATCH) --skip-build
	YIWANG=$(SCRATCH)/debug/yiwang scripts/postgres/with-postgres.sh scripts/journeys.sh

journeys:
	YIWANG=$(SCRATCH)/debug/yiwang scripts/postgres/with-postgres.sh scripts/journeys.sh

bench:
	@scripts/install.sh bench
	$(BUILD) -c release --product yiwang
	$(BUILD) -c release --product yiwang-bench
	scripts/postgres/with-postgres.sh --fsync $(SCRATCH)/release/yiwang-bench --server $(SCRATCH)/release/yiwang

lint:
	$(SWIFT) format lint --strict --recursive --parallel Sources Tests Package.swift

format:
	$(SWIFT) format --in-place --recursive --parallel Sources Tests Package.swift

package:
	@scripts/install.sh run
	$(BUILD) -c release --product yiwang --static-swift-stdlib
	scripts/package.sh $(SCRATCH)/release/yiwang dist

clean:
	rm -rf $(SCRATCH) $(VAR) .venv dist
