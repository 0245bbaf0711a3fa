//! What a shell and `man` are told of the command line.

use std::path::Path;

use crate::program::{folder, run, stdout};

/// The commands that `chapbook --help` lists.
fn commands(here: &Path) -> Vec<String> {
    let help = stdout(&run(here, &["--help"]));
    let list = help.split("Commands:\n").nth(1).and_then(|rest| rest.split("\n\n").next()).expect("a list of commands");
    let names = list.lines().filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next());
    names.filter(|name| *name != "help").map(str::to_string).collect()
}

#[test]
fn each_shell_is_told_of_every_command() {
    let here = folder(&[]);
    let commands = commands(here.path());
    assert!(commands.iter().any(|name| name == "build"), "{commands:?}");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = run(here.path(), &["completions", shell]);
        assert!(output.status.success());
        let script = stdout(&output);
        for name in &commands {
            assert!(script.contains(name.as_str()), "{shell} does not know `{name}`");
        }
    }
}

/// bash itself says what it would complete.
#[cfg(unix)]
#[test]
fn bash_completes_a_command_and_a_flag() {
    let here = folder(&[]);
    let script = stdout(&run(here.path(), &["completions", "bash"]));
    let ask = r#"
        complete_now() { COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 )); _chapbook chapbook "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"; echo "${COMPREPLY[@]}"; }
        COMP_WORDS=(chapbook transc); complete_now
        COMP_WORDS=(chapbook build --keep); complete_now
    "#;
    let output = std::process::Command::new("bash").args(["-c", &format!("{script}\n{ask}")]).output();
    // A machine without bash has nothing to complete with.
    let Ok(output) = output else { return };
    assert_eq!(stdout(&output), "transcript\n--keep-typst\n");
}

#[test]
fn each_command_has_a_manual_page_with_its_example_on_a_line_of_its_own() {
    let here = folder(&[]);
    let output = run(here.path(), &["manual", "-o", "man1"]);
    assert!(output.status.success());
    for name in commands(here.path()) {
        let page = std::fs::read_to_string(here.path().join(format!("man1/chapbook-{name}.1"))).expect(&name);
        let page = page.replace("\\-", "-");
        assert!(page.contains(&format!(".TH chapbook-{name} 1")), "{page}");
        assert!(page.contains(".SH EXAMPLE"), "{page}");
        assert!(page.contains(&format!(".nf\nchapbook {name}")), "{page}");
    }
    let main = std::fs::read_to_string(here.path().join("man1/chapbook.1")).expect("the page of the program");
    assert!(main.contains(".SH \"EXIT CODES\""), "{main}");
    assert_eq!(stdout(&run(here.path(), &["manual"])), main);
}
