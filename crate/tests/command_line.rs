//! The program itself: what it prints, where, and its exit code.

use std::io::{self, Write};
use std::process::{Command, Output, Stdio};

fn run(arguments: &[&str], input: &[u8]) -> io::Result<Output> {
    let mut program = Command::new(env!("CARGO_BIN_EXE_tls-ready"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    if let Some(mut to) = program.stdin.take() {
        match to.write_all(input) {
            // It need not read what it does not ask for.
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => return Err(error),
            _ => {}
        }
    }
    program.wait_with_output()
}

fn printed(output: &Output) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(&output.stdout)
}

/// What is asked, the beginning of each line of the answer, and the exit code.
const ASKED: &[(&str, &[&str], i32)] = &[
    (r#"{"id":1,"input":"Java 7u80"}"#, &[r#"{"id":1,"schema":1,"#], 0),
    (
        "{\"id\":1,\"input\":\"Java 7u80\"}\n\nnone\n{\"id\":\"c\"}\n{\"id\":[2],\"input\":\"ruby 3.3.0\"}",
        &[
            r#"{"id":1,"schema":1,"#,
            r#"{"error":"this is not {\"id\": …, \"input\": \"…\"}: expected ident at column 2","line":3}"#,
            r#"{"error":"this is not {\"id\": …, \"input\": \"…\"}: missing field `input` at column 10","line":4}"#,
            r#"{"id":[2],"schema":1,"#,
        ],
        64,
    ),
    ("", &[], 0),
];

#[test]
fn each_line_of_json_lines_gets_a_line() -> io::Result<()> {
    for (input, expected, code) in ASKED {
        let output = run(&["inspect", "--jsonl"], input.as_bytes())?;
        let printed = printed(&output);
        let lines: Vec<&str> = printed.lines().collect();
        assert_eq!(lines.len(), expected.len(), "{printed}");
        for (line, begin) in lines.iter().zip(*expected) {
            assert!(line.starts_with(begin), "{line}\n{begin}");
        }
        assert_eq!(output.status.code(), Some(*code), "{input}");
    }
    Ok(())
}

#[test]
fn the_help_names_the_exit_codes() -> io::Result<()> {
    for arguments in [&["--help"][..], &["inspect", "--help"], &["check", "-h"], &["reply", "-h"]] {
        let output = run(arguments, b"")?;
        assert!(printed(&output).contains("Exit codes: 0 ready; 1 "), "{arguments:?}");
    }
    Ok(())
}

#[test]
fn the_rules_have_a_head_and_say_what_the_hyphen_is() -> io::Result<()> {
    let output = run(&["platforms"], b"")?;
    let printed = printed(&output);
    let columns = |line: &str| line.split('\t').count();
    let mut lines = printed.lines();
    assert_eq!(lines.next(), Some("platform\tbuild\tversions\tTLS 1.2\tTLS 1.3"));
    assert!(lines.next().is_some_and(|line| line.starts_with("alpine\t-\t") && columns(line) == 5));
    assert!(
        printed.ends_with("\n\n“-” in the second column: every build without rules of its own.\n")
    );
    let json = run(&["platforms", "--json"], b"")?;
    assert!(json.stdout.starts_with(b"{"));
    Ok(())
}

#[test]
fn a_table_without_its_form_says_what_to_add() -> io::Result<()> {
    let output = run(&["table", "java"], b"")?;
    assert_eq!(output.status.code(), Some(64));
    assert!(String::from_utf8_lossy(&output.stderr).contains("add --html"));
    let output = run(&["table", "--html", "java"], b"")?;
    assert_eq!(output.status.code(), Some(0));
    assert!(printed(&output).starts_with('<'));
    Ok(())
}
