# `make help` says what each target does. Written for GNU make 3.81 and later (the one macOS ships).
# Everything is built in the release profile, so that Typst is compiled once, not once for tests and once for use.

.PHONY: editions test check validate bench bench-tools clean help rust typefaces

editions: rust ## build the program and write the editions of `source` to `output` (this is what `make` alone does)
	cargo build --release --locked
	@$(MAKE) --no-print-directory typefaces
	@cargo run --release --locked --quiet -- build

# Asks the program which packages of Debian hold typefaces that the statement needs and this machine has not. They are installed
# where nobody need be asked; elsewhere the line to run is printed, and the program then says which editions it could not make.
typefaces:
	@packages=$$(cargo run --release --locked --quiet -- fonts --missing-packages 2>/dev/null | tr '\n' ' '); \
	if [ -z "$$packages" ] || ! command -v apt-get >/dev/null 2>&1; then exit 0; fi; \
	as_root=; [ "$$(id -u)" = 0 ] || as_root="sudo -n"; \
	if [ "$$(id -u)" = 0 ] || [ "$$CI" = true ]; then \
		echo "The statement needs typefaces that are not installed here: installing $$packages"; \
		get="$$as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=600"; \
		{ $$get install -y --no-install-recommends $$packages >/dev/null 2>&1 || \
			{ $$get update >/dev/null && $$get install -y --no-install-recommends $$packages >/dev/null; }; } || \
			echo "They could not be installed. Run: sudo apt-get install $$packages" >&2; \
	else \
		echo "The statement needs typefaces that are not installed here. Run: sudo apt-get install $$packages" >&2; \
	fi

test: rust ## run the tests; with npm, the examples of CommonMark too
	@tests/commonmark.sh
	@rm -rf "$${CARGO_TARGET_DIR:-target}/judged"
	cargo test --release --locked

check: rust ## formatting, clippy and documentation, with warnings denied
	cargo fmt --check
	cargo clippy --release --locked --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --release --locked --no-deps --document-private-items

validate: rust ## install the outside judges (Debian 12), build every statement we have and judge all editions, those of the last `make test` too; try the preview in a browser
	@tests/validators/validate.sh

bench: rust ## measure speed and memory against typst-cli and pandoc, as ratios
	cargo build --release --locked
	@tests/bench/run.py

bench-tools: rust ## install typst-cli and pandoc for `make bench` into target/bench-tools (about 12 minutes)
	@tests/bench/install.sh

clean: ## remove what was built; the editions in `output` stay
	cargo clean

help: ## print this list
	@awk -F ':[^#]*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

rust:
	@need=$$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml); \
	command -v cargo >/dev/null 2>&1 && command -v rustc >/dev/null 2>&1 || { \
		echo "Rust $$need or later is needed, and cargo was not found. Install it from https://rustup.rs, open a new terminal and run make again." >&2; exit 1; }; \
	have=$$(rustc --version | awk '{ print $$2 }'); \
	awk -v have="$$have" -v need="$$need" 'BEGIN { split(have, h, "."); split(need, n, "."); \
		exit !(h[1] + 0 > n[1] + 0 || (h[1] + 0 == n[1] + 0 && h[2] + 0 >= n[2] + 0)) }' || { \
		echo "Rust $$need or later is needed, this is $${have:-none}. Run: rustup update stable (rustup is at https://rustup.rs)." >&2; exit 1; }
