# Wat je met Klantbeeld kunt doen. `make` zonder meer toont deze lijst; het werk staat in bin/.

# Where rustup puts cargo, also in a shell that was opened before it was installed.
export PATH := $(PATH):$(HOME)/.cargo/bin
# Where `make demo` listens: make demo ADRES=127.0.0.1:9000
export ADRES ?= 127.0.0.1:8080

.DEFAULT_GOAL := help
.PHONY: help demo build assets check test e2e bench clean

help: ## toont deze lijst
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

demo: ## installeert wat ontbreekt, bouwt, en opent een verzonnen Haarlem op http://127.0.0.1:8080
	@bin/demo

build: ## bouwt target/release/klantbeeld
	@bin/build

assets: ## bouwt stijlbladen, script en lettertypen in crates/app/assets/dist
	@bin/assets

check: ## snelle controle: opmaak, clippy, tests op SQLite
	@bin/check

test: ## alles: ook PostgreSQL, de cijfers van Haarlem, de browser en de documenten
	@bin/test

e2e: ## alleen de browsertests
	@bin/e2e

bench: ## meet snelheid en omvang
	@bin/bench

clean: ## gooit alles weg wat gebouwd is; de demonstratie in demo/ blijft staan
	cargo clean
	rm -rf target crates/app/assets/dist frontend/node_modules e2e/node_modules e2e/screenshots bench/out
