//! The one binary: `klantbeeld`.

use std::process::ExitCode;

fn main() -> ExitCode {
    app::cli::run()
}
